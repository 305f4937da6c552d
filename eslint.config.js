import js from "@eslint/js";
import tseslint from "typescript-eslint";

const pure = ["meta", "records", "screening", "plots", "review", "report"].map(
  (room) => `packages/${room}/src/**/*.ts`,
);

export default tseslint.config(
  { ignores: ["**/dist/", ".cache/"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.tests.json", "./packages/*/tsconfig.json", "./apps/*/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // An indexed read inside a checked loop is `a[i]!`: noUncheckedIndexedAccess makes the doubt visible, the loop answers it.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/prefer-nullish-coalescing": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-definitions": "off",
      // `row["study"]` says that the name is data: a column, a JSON key, an environment variable.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      // `const { left: _, ...rest } = x` drops a field on purpose.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      eqeqeq: "error",
      "no-console": "off",
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
      ],
    },
  },
  {
    // Pure rooms: what the compiler's empty "types" does not forbid yet.
    files: pure,
    ignores: ["**/*.test.ts", "**/*.testing.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Randomness enters as a seeded generator." },
        { object: "Date", property: "now", message: "The clock enters as an argument." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "The clock enters as an argument.",
        },
        { selector: "ImportDeclaration[source.value=/^node:/]", message: "Pure rooms do no I/O." },
        { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
      ],
    },
  },
  {
    // Published coefficients keep the digits of their source.
    files: ["packages/meta/src/special/**/*.ts"],
    rules: { "no-loss-of-precision": "off" },
  },
  {
    // Plain JavaScript that runs before anything is built.
    files: ["**/*.mjs", "**/*.js"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { project: null },
      globals: {
        Buffer: "readonly",
        clearInterval: "readonly",
        console: "readonly",
        process: "readonly",
        setInterval: "readonly",
        URL: "readonly",
      },
    },
  },
);
