using System.Formats.Asn1;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Workflows.Paper.Pdf;

namespace Workflows.Paper.Signing;

/// <summary>What is signed into a field.</summary>
/// <param name="Field">Name of an empty signature field.</param>
/// <param name="Signer">Whose seal it is.</param>
/// <param name="Reason">What for, e.g. 单位意见.</param>
/// <param name="At">When the seal was put on.</param>
/// <param name="Appearance">Operators of a content stream that draws the seal in a square of <paramref name="Side"/> points.</param>
/// <param name="Side">Points.</param>
public sealed record SignatureOrder(string Field, string Signer, string Reason, DateTimeOffset At, byte[] Appearance, double Side);

/// <summary>
/// Signs PDF files by incremental revisions (PAdES B-B): first one revision that declares every field, then one for each office, which only fills its own. The earlier
/// signatures stay valid because their bytes stay as they are.
/// </summary>
public static class SignPdf
{
    /// <summary>Hexadecimal digits kept free for a signature.</summary>
    private const int SignatureDigits = 8192;
    private const string RangePlace = "[0 0000000000 0000000000 0000000000]";
    private static readonly Oid SigningCertificate = new("1.2.840.113549.1.9.16.2.47");
    private static readonly Oid Sha256 = new("2.16.840.1.101.3.4.2.1");

    /// <summary>The revision that declares the fields, empty and invisible.</summary>
    public static byte[] DeclareFields(byte[] pdf, IReadOnlyList<SealPlace> places)
    {
        var revision = new PdfRevision(pdf);
        var pages = revision.Pages();
        var fields = new List<PdfValue>();
        foreach (var place in places)
        {
            var page = revision.Dictionary(pages[place.Page]);
            var field = revision.Add(Field(place, pages[place.Page], HeightOf(revision, page)));
            var notes = page["Annots"] is { } existing ? revision.Array(existing).Items : [];
            page.Members["Annots"] = new PdfArray([.. notes, field]);
            revision.Set(pages[place.Page], page);
            fields.Add(field);
        }

        var root = revision.Dictionary(revision.Root);
        root.Members["AcroForm"] = revision.Add(new PdfDictionary(new() { ["Fields"] = new PdfArray(fields), ["SigFlags"] = new PdfRaw("3") }));
        revision.Set(revision.Root, root);
        return revision.Write(out _);
    }

    /// <summary>One more revision: the field gets its seal and a detached signature over everything else in the file.</summary>
    /// <param name="certificate">With its private key; certified by an authority that the reader has to know.</param>
    /// <exception cref="InvalidOperationException">The field is not there or filled already.</exception>
    public static byte[] Sign(byte[] pdf, SignatureOrder order, X509Certificate2 certificate)
    {
        var revision = new PdfRevision(pdf);
        var reference = revision.Fields().FirstOrDefault(f => revision.Dictionary(f)["T"] is PdfText name && name.Read() == order.Field)
            ?? throw new InvalidOperationException($"Expected the signature field {order.Field}, found none. Declare the fields first.");
        var field = revision.Dictionary(reference);
        if (field["V"] is not null) throw new InvalidOperationException($"Expected the signature field {order.Field} to be empty, but it is signed. A seal is put on once.");

        var signature = revision.Add(new PdfDictionary(new()
        {
            ["Type"] = new PdfName("Sig"),
            ["Filter"] = new PdfName("Adobe.PPKLite"),
            ["SubFilter"] = new PdfName("ETSI.CAdES.detached"),
            ["ByteRange"] = new PdfRaw(RangePlace),
            ["Contents"] = new PdfRaw("<" + new string('0', SignatureDigits) + ">"),
            ["M"] = new PdfRaw(Moment(order.At)),
            ["Name"] = PdfText.Of(order.Signer),
            ["Reason"] = PdfText.Of(order.Reason),
        }));
        var members = new Dictionary<string, PdfValue>(field.Members) { ["V"] = signature, ["AP"] = Appearance(revision, order) };
        revision.Set(reference, new PdfDictionary(members));
        var signed = revision.Write(out var places);
        FillIn(signed, places[signature.Number], certificate);
        return signed;
    }

    /// <summary>Height of a page in points: places are told from its upper edge, PDF counts from the lower one.</summary>
    private static double HeightOf(PdfRevision revision, PdfDictionary page) =>
        revision.Get(revision.Array(page["MediaBox"]).Items[3]) is PdfRaw height && double.TryParse(height.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var points)
            ? points
            : throw new InvalidDataException("Expected the size of a page in the PDF, found none.");

    private static PdfDictionary Field(SealPlace place, PdfReference page, double pageHeight)
    {
        double left = Length.Points(place.X), bottom = pageHeight - Length.Points(place.Y + place.Side), side = Length.Points(place.Side);
        return new PdfDictionary(new()
        {
            ["Type"] = new PdfName("Annot"),
            ["Subtype"] = new PdfName("Widget"),
            ["FT"] = new PdfName("Sig"),
            ["T"] = PdfText.Of(place.Field),
            // Printed, and not to be moved.
            ["F"] = new PdfRaw("132"),
            ["P"] = page,
            ["Rect"] = new PdfArray([PdfRaw.Of(left), PdfRaw.Of(bottom), PdfRaw.Of(left + side), PdfRaw.Of(bottom + side)]),
        });
    }

    /// <summary>The seal as ink: what is printed below shows through.</summary>
    private static PdfDictionary Appearance(PdfRevision revision, SignatureOrder order)
    {
        var ink = revision.Add(new PdfDictionary(new() { ["Type"] = new PdfName("ExtGState"), ["ca"] = new PdfRaw("0.85"), ["BM"] = new PdfName("Multiply") }));
        byte[] operators = [.. "q /Ink gs\n"u8, .. order.Appearance, .. "Q\n"u8];
        var form = revision.Add(new PdfStream(
            new PdfDictionary(new()
            {
                ["Type"] = new PdfName("XObject"),
                ["Subtype"] = new PdfName("Form"),
                ["BBox"] = new PdfArray([PdfRaw.Of(0), PdfRaw.Of(0), PdfRaw.Of(order.Side), PdfRaw.Of(order.Side)]),
                ["Resources"] = new PdfDictionary(new() { ["ExtGState"] = new PdfDictionary(new() { ["Ink"] = ink }) }),
                ["Filter"] = new PdfName("FlateDecode"),
            }),
            Compressed(operators)));
        return new PdfDictionary(new() { ["N"] = form });
    }

    private static void FillIn(byte[] pdf, int at, X509Certificate2 certificate)
    {
        var contents = at + pdf.AsSpan(at).IndexOf("/Contents <"u8) + "/Contents ".Length;
        var after = contents + SignatureDigits + 2;
        var range = at + pdf.AsSpan(at).IndexOf("/ByteRange ["u8) + "/ByteRange ".Length;
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[0 {contents:D10} {after:D10} {pdf.Length - after:D10}]")).CopyTo(pdf, range);
        byte[] covered = [.. pdf.AsSpan(0, contents), .. pdf.AsSpan(after)];
        var signature = Convert.ToHexString(Signature(covered, certificate));
        if (signature.Length > SignatureDigits) throw new InvalidOperationException($"Expected a signature of at most {SignatureDigits} digits, found {signature.Length}. Use a certificate with less in it.");
        Encoding.ASCII.GetBytes(signature).CopyTo(pdf, contents + 1);
    }

    /// <summary>A detached CMS signature with the attribute that binds the certificate (RFC 5035), as PAdES B-B wants it.</summary>
    private static byte[] Signature(byte[] covered, X509Certificate2 certificate)
    {
        var cms = new SignedCms(new ContentInfo(covered), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { DigestAlgorithm = Sha256, IncludeOption = X509IncludeOption.EndCertOnly };
        var bound = new AsnWriter(AsnEncodingRules.DER);
        using (bound.PushSequence())
        using (bound.PushSequence())
        using (bound.PushSequence())
            bound.WriteOctetString(SHA256.HashData(certificate.RawData));
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificate, bound.Encode()));
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    private static string Moment(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"(D:{at:yyyyMMddHHmmss}{(at.Offset == TimeSpan.Zero ? "Z" : $"{(at.Offset < TimeSpan.Zero ? '-' : '+')}{at.Offset:hh}'{at.Offset:mm}'")})");

    private static byte[] Compressed(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal)) zlib.Write(bytes);
        return compressed.ToArray();
    }
}
