using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Browser.Tests;

/// <summary>Where a page is. Asked of the page again and again: an event of the browser can have passed before a test listens for it.</summary>
internal static class Addresses
{
    /// <param name="address">With <c>*</c> for anything within a part of the path, and <c>**</c> for anything.</param>
    /// <param name="within">Milliseconds; default is that of every expectation.</param>
    public static Task Arrives(this IPage page, string address, float? within = null) =>
        page.Arrives(new Regex($"^{Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$"), within);

    public static Task Arrives(this IPage page, Regex address, float? within = null) => Assertions.Expect(page).ToHaveURLAsync(address, new() { Timeout = within });
}
