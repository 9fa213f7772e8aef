using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Workflows.Approvals.Seals;

namespace Workflows.Paper.Signing;

/// <summary>
/// Checks the signatures of a PDF file. It asks more than common viewers, which call a signature valid although a later revision swapped the page below it: the last
/// signature must reach the end of the file, and after each one only empty signature fields may have been filled.
/// </summary>
public static class CheckPdf
{
    /// <param name="authorities">Certificates that are trusted.</param>
    /// <returns>Whatever the bytes are: no signatures when they are no readable PDF.</returns>
    public static CheckedPdf Run(byte[] pdf, X509Certificate2Collection authorities)
    {
        try
        {
            var revision = new PdfRevision(pdf);
            var found = new List<FoundSignature>();
            var covered = false;
            foreach (var reference in revision.Fields())
            {
                var field = revision.Dictionary(reference);
                if (field["V"] is null) continue;
                var (signature, end) = Read(pdf, revision, field, authorities);
                found.Add(signature);
                covered |= end == pdf.Length && signature.IsIntact;
            }

            return new CheckedPdf(found, covered);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return CheckedPdf.NothingFound;
        }
    }

    private static (FoundSignature Signature, int End) Read(byte[] pdf, PdfRevision revision, PdfDictionary field, X509Certificate2Collection authorities)
    {
        var name = (field["T"] as PdfText)?.Read() ?? "";
        var signature = revision.Dictionary(field["V"]);
        var reason = (signature["Reason"] as PdfText)?.Read();
        var at = signature["M"] is PdfText moment ? Moment(moment.Read()) : null;
        var range = Range(revision, signature);
        try
        {
            if (signature["Contents"] is not PdfText contents || !Encloses(pdf, range, contents.Bytes)) return (new(name, "", "", at, reason, false, false, false), 0);
            var end = range[2] + range[3];
            byte[] covered = [.. pdf.AsSpan(0, range[1]), .. pdf.AsSpan(range[2], range[3])];
            var cms = new SignedCms(new ContentInfo(covered), detached: true);
            var container = new AsnReader(contents.Bytes, AsnEncodingRules.BER).PeekEncodedValue();
            if (contents.Bytes.AsSpan(container.Length).ContainsAnyExcept((byte)0)) return (new(name, "", "", at, reason, false, false, false), 0);
            cms.Decode(container.ToArray());
            var certificate = cms.SignerInfos[0].Certificate;
            if (certificate is null) return (new(name, "", "", at, reason, false, false, false), end);
            return (new(
                name, certificate.GetNameInfo(X509NameType.SimpleName, false), Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)), at, reason,
                IsSigned(cms), IsOurs(certificate, cms.Certificates, authorities, at), EndsARevision(pdf, end) && OnlySealed(pdf, revision, end)), end);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return (new(name, "", "", at, reason, false, false, false), 0);
        }
    }

    /// <summary>Two ranges around exactly the digits of this signature; otherwise foreign bytes could hide in the hole.</summary>
    private static bool Encloses(byte[] pdf, int[] range, byte[] contents)
    {
        if (range is not [0, var hole, var after, var rest] || hole <= 0 || after <= hole || rest <= 0 || (long)after + rest > pdf.Length) return false;
        if (pdf[hole] != '<' || pdf[after - 1] != '>' || after - hole != contents.Length * 2 + 2) return false;
        return Convert.FromHexString(Encoding.ASCII.GetString(pdf, hole + 1, after - hole - 2)).AsSpan().SequenceEqual(contents);
    }

    private static bool IsSigned(SignedCms cms)
    {
        try
        {
            cms.CheckSignature(verifySignatureOnly: true);
            return cms.SignerInfos.Count == 1;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The certificate was in force when the seal was put on; whether the seal was revoked since, the register knows.</summary>
    private static bool IsOurs(X509Certificate2 certificate, X509Certificate2Collection given, X509Certificate2Collection authorities, DateTimeOffset? at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(given);
        chain.ChainPolicy.VerificationTime = (at ?? certificate.NotBefore).LocalDateTime;
        return chain.Build(certificate);
    }

    private static bool EndsARevision(byte[] pdf, int end) => pdf.AsSpan(0, end).TrimEnd("\r\n"u8).EndsWith("%%EOF"u8);

    private static bool OnlySealed(byte[] pdf, PdfRevision now, int end)
    {
        if (end == pdf.Length) return true;
        var then = new PdfRevision(pdf.AsMemory(0, end));
        if (then.Root != now.Root) return false;
        var fields = then.Fields().Select(f => f.Number).ToHashSet();
        foreach (var (number, place) in then.Offsets)
        {
            if (now.Offsets.GetValueOrDefault(number, -1) == place) continue;
            if (!fields.Contains(number) || !IsFilled(then.Dictionary(new PdfReference(number, 0)), now.Dictionary(new PdfReference(number, 0)), then.Size)) return false;
        }

        return true;
    }

    /// <summary>An empty field got a value and an appearance, both new, and nothing else.</summary>
    private static bool IsFilled(PdfDictionary then, PdfDictionary now, int firstNew) =>
        then["V"] is null
        && then.Members.All(m => m.Key == "AP" || (now[m.Key] is { } value && PdfSyntax.Show(value) == PdfSyntax.Show(m.Value)))
        && now.Members.Keys.Except(then.Members.Keys).All(k => k is "V" or "AP")
        && now["V"] is PdfReference signature && signature.Number >= firstNew;

    private static int[] Range(PdfRevision revision, PdfDictionary signature) =>
        signature["ByteRange"] is { } range ? [.. revision.Array(range).Items.Select(i => i is PdfRaw raw && int.TryParse(raw.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)] : [];

    /// <summary>A moment as PDF writes it: <c>D:20230522090000+08'00'</c>.</summary>
    private static DateTimeOffset? Moment(string text)
    {
        var digits = text.StartsWith("D:", StringComparison.Ordinal) ? text[2..].Replace("'", "", StringComparison.Ordinal).Replace("Z", "+0000", StringComparison.Ordinal) : "";
        return DateTimeOffset.TryParseExact(digits, "yyyyMMddHHmmsszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment
            : digits.Length == 19 && DateTimeOffset.TryParseExact(digits.Insert(17, ":"), "yyyyMMddHHmmsszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out moment) ? moment
            : null;
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is InvalidDataException or CryptographicException or AsnContentException or FormatException or ArgumentException or OverflowException or IndexOutOfRangeException;
}
