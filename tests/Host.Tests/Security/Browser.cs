using System.Net;
using System.Text.RegularExpressions;

namespace Workflows.Host.Tests.Security;

/// <summary>Somebody at the pages, with the cookie of the sign-in form.</summary>
internal static partial class Browser
{
    /// <param name="cookies">Where the cookies go; a jar of its own by default.</param>
    public static async Task<HttpClient> SignedIn(RunningApplication app, string userName, CookieContainer? cookies = null, bool follow = true)
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies ?? new CookieContainer(), AllowAutoRedirect = follow }) { BaseAddress = app.Address };
        using var answer = await SignIn(browser, userName, "Demo-2023");
        ((int)answer.StatusCode).ShouldBeLessThan(400);
        return browser;
    }

    /// <summary>Fills in the form and sends it.</summary>
    public static async Task<HttpResponseMessage> SignIn(HttpClient browser, string userName, string password)
    {
        var form = await browser.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        var fields = Hidden().Matches(form).ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
        return await browser.PostAsync("/sign-in", new FormUrlEncodedContent([.. fields, new("Form.UserName", userName), new("Form.Password", password)]), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
