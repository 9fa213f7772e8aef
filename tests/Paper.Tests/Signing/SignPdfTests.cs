using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using Workflows.Approvals.Seals;
using Workflows.Paper.Forms;
using Workflows.Paper.Pdf;
using Workflows.Paper.Seals;
using Workflows.Paper.Signing;

namespace Workflows.Paper.Tests.Signing;

public sealed class SignPdfTests : IDisposable
{
    private static readonly string[] Offices = ["辽阳县开放大学", "辽阳县教育局"];
    private readonly X509Certificate2 authority = CertificateAuthority.Create("测试内部签章", Papers.Date.AddDays(-1), Papers.Date.AddYears(10));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workflows-paper");

    [Fact]
    public async Task Pdfsig_calls_every_seal_valid_and_trusted_where_the_authority_is_trusted()
    {
        var file = Path.Combine(folder.FullName, "sealed.pdf");
        await File.WriteAllBytesAsync(file, Sealed(), TestContext.Current.CancellationToken);
        var root = Path.Combine(folder.FullName, "root.pem");
        await File.WriteAllTextAsync(root, authority.ExportCertificatePem(), TestContext.Current.CancellationToken);
        var trust = $"sql:{folder.CreateSubdirectory("nss").FullName}";
        await Papers.Run("certutil", "-N", "-d", trust, "--empty-password");
        await Papers.Run("certutil", "-A", "-d", trust, "-n", "root", "-t", "C,C,C", "-i", root);
        var said = await Papers.Run("pdfsig", "-nssdir", trust, file);
        Regex.Count(said, "Signature is Valid").ShouldBe(2, said);
        Regex.Count(said, "Certificate is Trusted").ShouldBe(2, said);
        said.ShouldContain("ETSI.CAdES.detached");
        said.ShouldContain("seal.unitOpinion");
        said.ShouldContain("seal.superiorOpinion");
    }

    [Fact]
    public void Our_check_finds_both_seals_good_and_the_file_covered()
    {
        var found = Check(Sealed());
        found.IsWhole.ShouldBeTrue();
        found.Signatures.Select(s => (s.Field, s.Signer, s.Reason)).ShouldBe([("seal.unitOpinion", "辽阳县开放大学", "单位意见"), ("seal.superiorOpinion", "辽阳县教育局", "单位意见")]);
        found.Signatures.ShouldAllBe(s => s.At == Papers.Date);
    }

    [Fact]
    public void One_changed_byte_anywhere_is_found()
    {
        var pdf = Sealed();
        var random = new Random(20230529);
        for (var i = 0; i < 60; i++)
        {
            var at = random.Next(pdf.Length);
            var changed = (byte[])pdf.Clone();
            changed[at] ^= 1;
            Check(changed).IsWhole.ShouldBeFalse($"byte {at} of {pdf.Length}");
        }
    }

    [Fact]
    public void A_page_swapped_in_a_later_revision_is_found_although_the_signatures_still_fit()
    {
        var pdf = Sealed();
        var revision = new PdfRevision(pdf);
        var page = revision.Dictionary(revision.Pages()[0]);
        page.Members["Contents"] = revision.Add(new PdfStream(new PdfDictionary([]), "0 0 1 rg 100 700 200 50 re f\n"u8.ToArray()));
        revision.Set(revision.Pages()[0], page);
        var found = Check(revision.Write(out _));
        found.Signatures.ShouldAllBe(s => s.IsIntact && s.IsTrusted && !s.OnlySealedSince);
        found.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void A_seal_moved_in_a_later_revision_is_found()
    {
        var pdf = Sealed();
        var revision = new PdfRevision(pdf);
        var field = revision.Dictionary(revision.Fields()[0]);
        field.Members["Rect"] = new PdfArray([PdfRaw.Of(0), PdfRaw.Of(0), PdfRaw.Of(100), PdfRaw.Of(100)]);
        revision.Set(revision.Fields()[0], field);
        Check(revision.Write(out _)).IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void The_first_seal_alone_is_good_and_so_is_a_file_that_ends_before_the_second()
    {
        var first = Sign(Fields(), 0);
        Check(first).IsWhole.ShouldBeTrue();
        var both = Sign(first, 1);
        both.AsSpan(0, first.Length).SequenceEqual(first).ShouldBeTrue();
        Check(both).Signatures.Count.ShouldBe(2);
    }

    [Fact]
    public void A_seal_of_another_authority_is_not_ours()
    {
        using var other = CertificateAuthority.Create("别的签章", Papers.Date.AddDays(-1), Papers.Date.AddYears(10));
        CheckPdf.Run(Sealed(), [X509CertificateLoader.LoadCertificate(other.RawData)]).HasOurs.ShouldBeFalse();
    }

    [Fact]
    public void A_field_is_sealed_once()
    {
        var pdf = Sign(Fields(), 0);
        Should.Throw<InvalidOperationException>(() => Sign(pdf, 0)).Message.ShouldContain("seal.unitOpinion");
    }

    [Fact]
    public void Whatever_is_dropped_the_check_answers()
    {
        var random = new Random(20230530);
        var pdf = Sealed();
        CheckPdf.Run([], [authority]).ShouldBe(CheckedPdf.NothingFound);
        for (var i = 0; i < 300; i++)
        {
            var bytes = i % 3 == 0 ? new byte[random.Next(2000)] : pdf[..random.Next(pdf.Length)];
            if (i % 3 == 0) random.NextBytes(bytes);
            else for (var k = 0; k < 20 && bytes.Length > 0; k++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            CheckPdf.Run(bytes, [authority]).IsWhole.ShouldBeFalse();
        }
    }

    [Fact]
    public void The_sealed_file_opens_with_its_text_and_the_seals_where_they_were_drawn()
    {
        var document = Document();
        using var pdf = PdfDocument.Open(Sealed());
        pdf.TryGetForm(out var form).ShouldBeTrue();
        foreach (var place in document.Seals)
        {
            var field = form.Fields.Single(f => f.Information.PartialName == place.Field);
            field.Bounds!.Value.Left.ShouldBe(Length.Points(place.X), 0.1);
            (Length.Points(DrawnPage.LongSide) - field.Bounds.Value.Top).ShouldBe(Length.Points(place.Y), 0.1);
            field.Bounds.Value.Width.ShouldBe(Length.Points(place.Side), 0.1);
            field.PageNumber.ShouldBe(place.Page + 1);
        }
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private CheckedPdf Check(byte[] pdf) => CheckPdf.Run(pdf, [authority]);

    private byte[] Sealed() => Sign(Sign(Fields(), 0), 1);

    private static DrawnDocument Document() => new DrawForm(Papers.Fonts).Run(Papers.PilotSite());

    private static byte[] Fields() => SignPdf.DeclareFields(Papers.Write(Document()), Document().Seals);

    private byte[] Sign(byte[] pdf, int office)
    {
        using var certificate = CertificateAuthority.Certify(authority, Offices[office], Papers.Date.AddDays(-1), Papers.Date.AddYears(10));
        var place = Document().Seals[office];
        var side = Length.Points(place.Side);
        var appearance = new SealDrawing(Papers.Fonts).ToPdf(new SealFace(Offices[office], null, place.Side), side);
        return SignPdf.Sign(pdf, new SignatureOrder(place.Field, Offices[office], "单位意见", Papers.Date, appearance, side), certificate);
    }
}
