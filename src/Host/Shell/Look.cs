using MudBlazor;

namespace Workflows.Host.Shell;

/// <summary>How one person wants the screen: light or dark, ordinary or large type. Kept in a cookie, so that the first byte is already right.</summary>
/// <param name="Dark">Dark surfaces. Default: light.</param>
/// <param name="Large">Large type (125 %). Default: ordinary.</param>
public sealed record Look(bool Dark = false, bool Large = false)
{
    public const string Cookie = "look";

    public static Look Read(HttpRequest request)
    {
        var words = (request.Cookies[Cookie] ?? "").Split('-');
        return new Look(words.Contains("dark"), words.Contains("large"));
    }

    public string Write() => string.Join('-', new[] { Dark ? "dark" : "light", Large ? "large" : "normal" });

    /// <summary>Fonts of the reader's own system only: nothing is loaded from outside.</summary>
    private static readonly string[] Fonts =
        ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "system-ui", "sans-serif"];

    /// <summary>Neutral surfaces and one accent, the red of an official seal.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#9c1c1f", PrimaryContrastText = "#ffffff", Secondary = "#4a5058", Tertiary = "#35507a",
            Info = "#35507a", Success = "#2c6a45", Warning = "#8a5a00", Error = "#b3261e",
            Background = "#f5f5f3", Surface = "#ffffff", AppbarBackground = "#ffffff", AppbarText = "#23272e",
            DrawerBackground = "#fbfbfa", DrawerText = "#343941", DrawerIcon = "#5a616b",
            TextPrimary = "#1f2328", TextSecondary = "#565d66", ActionDefault = "#565d66",
            LinesDefault = "#deded9", LinesInputs = "#8a8f96", TableLines = "#e6e6e2", Divider = "#deded9", TableHover = "#f3efec",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#e57f78", PrimaryContrastText = "#26100f", Secondary = "#b6bcc4", Tertiary = "#93b0dd",
            Info = "#93b0dd", Success = "#7fc29a", Warning = "#e0b464", Error = "#f2938b",
            Background = "#16181b", Surface = "#1f2226", AppbarBackground = "#1b1e21", AppbarText = "#e8e8e6",
            DrawerBackground = "#1a1c1f", DrawerText = "#d3d6da", DrawerIcon = "#a5abb3",
            TextPrimary = "#e8e8e6", TextSecondary = "#b0b6be", ActionDefault = "#b0b6be",
            LinesDefault = "#363a40", LinesInputs = "#787f88", TableLines = "#30343a", Divider = "#363a40", TableHover = "#2a2e33",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".9375rem", LineHeight = "1.6", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = ".9375rem", LineHeight = "1.6", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = ".875rem", LineHeight = "1.55", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = ".9375rem", TextTransform = "none", LetterSpacing = "normal", FontWeight = "500" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = ".8125rem", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Fonts, FontSize = "1rem", LetterSpacing = "normal", FontWeight = "500" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Fonts, FontSize = ".9375rem", LetterSpacing = "normal", FontWeight = "600" },
            H4 = new H4Typography { FontFamily = Fonts, FontSize = "1.5rem", LetterSpacing = "normal", FontWeight = "600" },
            H5 = new H5Typography { FontFamily = Fonts, FontSize = "1.25rem", LetterSpacing = "normal", FontWeight = "600" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "1.0625rem", LetterSpacing = "normal", FontWeight = "600" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "4px", DrawerWidthLeft = "232px", AppbarHeight = "56px" },
    };
}
