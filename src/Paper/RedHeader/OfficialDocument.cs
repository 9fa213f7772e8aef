using Workflows.Paper.Pdf;

namespace Workflows.Paper.RedHeader;

/// <summary>公文 as it is printed (GB/T 9704—2012). What is empty is left out.</summary>
public sealed record OfficialDocument
{
    /// <summary>份号, six digits; only on classified documents.</summary>
    public string? CopyNumber { get; init; }

    /// <summary>密级和保密期限, e.g. 机密★1年.</summary>
    public string? Secrecy { get; init; }

    /// <summary>紧急程度, e.g. 特急.</summary>
    public string? Urgency { get; init; }

    /// <summary>发文机关; the red title says its name with 文件 behind it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The red title where it is another one than issuer and 文件.</summary>
    public string? Masthead { get; init; }

    /// <summary>发文字号, e.g. 辽社指〔2023〕16号.</summary>
    public required string Number { get; init; }

    /// <summary>签发人; a document that goes up names them.</summary>
    public IReadOnlyList<string> Signatories { get; init; } = [];
    public required string Title { get; init; }

    /// <summary>主送机关.</summary>
    public string? MainRecipients { get; init; }

    /// <summary>正文, a paragraph per line. Lines that begin with 一、 are set in 黑体, those with （一） in 楷体.</summary>
    public required string Body { get; init; }

    /// <summary>Names of the attachments (附件说明), in order.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>成文日期.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>抄报: up.</summary>
    public string? CopyUp { get; init; }

    /// <summary>抄送: across.</summary>
    public string? CopyTo { get; init; }

    /// <summary>印发机关.</summary>
    public string? PrintedBy { get; init; }

    /// <summary>印发日期.</summary>
    public DateOnly? PrintedOn { get; init; }

    /// <summary>The moment the file bears.</summary>
    public required DateTimeOffset Date { get; init; }

    public PaperMark? Mark { get; init; }

    /// <summary>What kind of seals these are, at the foot of every page.</summary>
    public string? SealNote { get; init; }
}
