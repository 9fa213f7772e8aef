using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace Workflows.Host.Parts;

/// <summary>
/// A decorative icon as plain markup, for places that show many: a <c>MudIcon</c> is a component, of which a live page holds four kilobytes each. Readers of the screen do not hear it.
/// </summary>
public static class Svg
{
    private static readonly ConcurrentDictionary<(string Icon, string Size), MarkupString> Drawn = new();

    /// <summary>20 pixels, as beside text.</summary>
    public static MarkupString Small(string icon) => Of(icon, "small");

    /// <summary>24 pixels.</summary>
    public static MarkupString Medium(string icon) => Of(icon, "medium");

    /// <param name="icon">The inner markup, one of <c>Icons.Material</c>.</param>
    private static MarkupString Of(string icon, string size) => Drawn.GetOrAdd(
        (icon, size), key => new($"""<svg class="mud-icon-root mud-svg-icon mud-icon-size-{key.Size}" focusable="false" viewBox="0 0 24 24" aria-hidden="true">{key.Icon}</svg>"""));
}
