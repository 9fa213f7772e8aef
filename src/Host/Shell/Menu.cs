using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Workflows.Host.Shell;

/// <summary>One line of the navigation, in the reader's language.</summary>
public sealed record MenuLine(string Href, string Icon, string Text);

/// <summary>The navigation, read once from the attributes on the pages.</summary>
public sealed class Menu(IStringLocalizerFactory texts)
{
    private static readonly (Type Page, MenuEntryAttribute Entry, string Href)[] Entries =
    [
        .. from page in typeof(Menu).Assembly.GetTypes()
           let entry = page.GetCustomAttribute<MenuEntryAttribute>()
           where entry is not null
           orderby entry.Order, page.FullName
           select (page, entry, entry.Href ?? page.GetCustomAttributes<RouteAttribute>().Last().Template),
    ];

    public IEnumerable<MenuLine> For(ClaimsPrincipal user) =>
        from line in Entries
        where line.Entry.Roles.Count == 0 || line.Entry.Roles.Any(user.IsInRole)
        let text = texts.Create($"{line.Page.Namespace}.Text", line.Page.Assembly.GetName().Name!)
        select new MenuLine(line.Href, line.Entry.Icon, text[line.Entry.TextKey]);
}
