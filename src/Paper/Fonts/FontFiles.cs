namespace Workflows.Paper.Fonts;

/// <summary>Where the fonts of documents are. The licensed faces of Chinese government documents may not be shipped; an installation that has them names its files.</summary>
public sealed record FontFiles
{
    /// <summary>Path of 仿宋_GB2312 or another face for the text; empty: Noto Serif SC.</summary>
    public string? FangSong { get; init; }

    /// <summary>Path of 方正小标宋 or another face for titles; empty: Noto Serif SC Black.</summary>
    public string? XiaoBiaoSong { get; init; }

    /// <summary>Path of a 黑体; empty: Noto Sans SC Medium.</summary>
    public string? Hei { get; init; }

    /// <summary>Path of a 楷体; empty: the face of the text.</summary>
    public string? Kai { get; init; }

    /// <summary>
    /// Path of a font with the rare characters of personal names (𠮷), which the shipped ones lack; empty: the first of the usual places of Noto Serif CJK and Noto Sans CJK.
    /// A collection is used with its face for mainland China.
    /// </summary>
    public string? Rare { get; init; }

    /// <summary>Folder of the shipped fonts; default <c>fonts</c> beside the program.</summary>
    public string Shipped { get; init; } = Path.Combine(AppContext.BaseDirectory, "fonts");

    internal string PathOf(FontFace face) => face switch
    {
        FontFace.FangSong => Named(FangSong) ?? Path.Combine(Shipped, "NotoSerifSC_400Regular.ttf"),
        FontFace.XiaoBiaoSong => Named(XiaoBiaoSong) ?? Path.Combine(Shipped, "NotoSerifSC_900Black.ttf"),
        FontFace.Hei => Named(Hei) ?? Path.Combine(Shipped, "NotoSansSC_500Medium.ttf"),
        FontFace.Kai => Named(Kai) ?? PathOf(FontFace.FangSong),
        _ => throw new ArgumentOutOfRangeException(nameof(face), face, null),
    };

    internal string? PathOfRare => Named(Rare) ?? UsualPlaces.FirstOrDefault(File.Exists);

    private static IEnumerable<string> UsualPlaces =>
        from folder in new[] { "/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk", "/usr/share/fonts/google-noto-cjk" }
        from name in new[] { "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc" }
        select Path.Combine(folder, name);

    private static string? Named(string? path) => string.IsNullOrWhiteSpace(path) ? null : path;
}
