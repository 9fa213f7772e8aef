namespace Workflows.Host.Shell;

/// <summary>Puts a page into the navigation. The text is the key <paramref name="textKey"/> in the resource <c>Text</c> of the page's own folder.</summary>
/// <param name="order">Place in the list, from small to large. By area: 10 inbox, 20 cases, 30 calls, 40 lists, 50 organisations, 60 seals, 70 audit, 80 chains, 90 operations.</param>
/// <param name="icon">An outline icon of MudBlazor (<c>Icons.Material.Outlined.…</c>).</param>
/// <param name="textKey">Key of the entry's text.</param>
/// <param name="roles">Seat roles that see the entry; none means everybody who is signed in.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MenuEntryAttribute(int order, string icon, string textKey, params string[] roles) : Attribute
{
    public int Order { get; } = order;
    public string Icon { get; } = icon;
    public string TextKey { get; } = textKey;
    public IReadOnlyList<string> Roles { get; } = roles;

    /// <summary>Where it leads, for a page that is not one of this shell. Default: the page's last route.</summary>
    public string? Href { get; init; }
}
