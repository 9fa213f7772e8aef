namespace Workflows.Approvals.Forms;

/// <summary>
/// A place on the form for an office: opinion, signature, seal, in this order, each with its date. It is complete when everything it needs is there (R24);
/// skipped, it prints 不适用 and the reason (R27).
/// </summary>
public sealed record FormBlock
{
    public required string Key { get; init; }

    public required Label Label { get; init; }

    /// <summary>Whose block it is, e.g. <c>competentSuperior</c>; resolved from the case and its call.</summary>
    public required string Party { get; init; }

    public bool NeedsOpinion { get; init; }

    public bool NeedsSignature { get; init; }

    public bool NeedsSeal { get; init; }

    /// <summary>Words at the signature, e.g. 负责人签字.</summary>
    public Label? SignatureLabel { get; init; }

    /// <summary>Words at the seal, e.g. 单位盖章.</summary>
    public Label? SealLabel { get; init; }

    /// <summary>False for a block that can never be 不适用 (R28).</summary>
    public bool Skippable { get; init; } = true;

    public Label? Hint { get; init; }

    public string? Clause { get; init; }
}
