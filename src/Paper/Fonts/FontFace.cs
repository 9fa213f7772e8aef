namespace Workflows.Paper.Fonts;

/// <summary>The faces of official documents (GB/T 9704).</summary>
public enum FontFace
{
    /// <summary>仿宋: the text. Without a licensed file a Song face stands in.</summary>
    FangSong,

    /// <summary>小标宋: titles and the name of the issuer. Without a licensed file a heavy Song face stands in.</summary>
    XiaoBiaoSong,

    /// <summary>黑体: headings, urgency, 附件.</summary>
    Hei,

    /// <summary>楷体: who signs for the issue (签发人), signatures. Without a licensed file the text's face stands in.</summary>
    Kai,
}
