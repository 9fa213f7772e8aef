using System.Security.Cryptography.X509Certificates;
using Workflows.Approvals;
using Workflows.Approvals.Seals;
using Workflows.Paper.Seals;
using Workflows.Paper.Signing;

namespace Workflows.Host.Sealing;

/// <summary>内部签章: seals signed with certificates of the installation itself. They prove that nothing was altered since; outside of the installation they have no legal force of their own.</summary>
public sealed class InternalSeals(SealKeys keys, SealDrawing drawing) : ISealProvider
{
    public string Key => ISealProvider.Internal;

    public Label Name { get; } = new("内部签章", "internal seal");

    public async Task<byte[]> Affix(byte[] pdf, SealImprint imprint, CancellationToken cancellation = default)
    {
        var certificate = await keys.Of(imprint.Seal, cancellation);
        var appearance = drawing.ToPdf(SealFace.Of(imprint.Seal), imprint.Side);
        return SignPdf.Sign(pdf, new SignatureOrder(imprint.Field, imprint.Seal.Name, imprint.Reason, imprint.At, appearance, imprint.Side), certificate);
    }

    public async Task<CheckedPdf> Check(byte[] pdf, CancellationToken cancellation = default)
    {
        using var authority = X509CertificateLoader.LoadCertificate((await keys.Authority(cancellation)).RawData);
        return CheckPdf.Run(pdf, [authority]);
    }
}
