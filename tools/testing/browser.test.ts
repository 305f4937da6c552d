import { expect, it } from "vitest";
import { describeBrowser, withPage } from "./browser.ts";

describeBrowser("a page of withPage", () => {
  it("runs scripts, or does not, as asked", async () => {
    const page = "<p>written</p><script>document.querySelector('p').textContent = 'run'</script>";
    const text = (javaScriptEnabled: boolean): Promise<string | null> =>
      withPage({ javaScriptEnabled }, async (tab) => {
        await tab.setContent(page);
        return await tab.textContent("p");
      });
    expect(await text(true)).toBe("run");
    expect(await text(false)).toBe("written");
  });

  it("lets no request leave the machine", async () => {
    const refused = await withPage({}, async (tab) => {
      const urls: string[] = [];
      tab.on("requestfailed", (request) => urls.push(`${request.url()} ${request.failure()?.errorText}`));
      await tab.setContent('<img src="https://example.org/pixel.png">');
      return urls;
    });
    expect(refused).toEqual(["https://example.org/pixel.png net::ERR_BLOCKED_BY_CLIENT.Inspector"]);
  });
});
