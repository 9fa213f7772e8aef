namespace Workflows.Approvals.Seals;

/// <summary>
/// Who makes electronic seals: puts the imprint of a seal on a document, and tells of a document whether the imprints on it are its own and untouched. The one that ships signs
/// with certificates of the installation itself; a service of a certified issuer is one class more, chosen per seal by <see cref="Seal.Provider"/>.
/// </summary>
public interface ISealProvider
{
    /// <summary>Key of the provider that ships.</summary>
    const string Internal = "internal";

    /// <summary>Stored with each seal that it serves.</summary>
    string Key { get; }

    /// <summary>What people read wherever its seals are shown, e.g. 内部签章.</summary>
    Label Name { get; }

    /// <summary>One more revision of the PDF, in which the field bears the seal.</summary>
    Task<byte[]> Affix(byte[] pdf, SealImprint imprint, CancellationToken cancellation = default);

    /// <summary>What imprints a PDF bears. Any bytes may be asked about.</summary>
    Task<CheckedPdf> Check(byte[] pdf, CancellationToken cancellation = default);
}

/// <summary>What is to be imprinted.</summary>
/// <param name="Field">Name of the signature field, declared and empty.</param>
/// <param name="Side">Side of the field, in points.</param>
/// <param name="Reason">What the seal attests, e.g. 单位意见.</param>
/// <param name="At">When the custodian put it on.</param>
public sealed record SealImprint(Seal Seal, string Field, double Side, string Reason, DateTimeOffset At);
