using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Cases;

/// <summary>Bytes are kept once however often they are handed in.</summary>
public static class KeepContent
{
    /// <returns>The hash under which the bytes are found again; see <see cref="FileContent"/>.</returns>
    public static async Task<string> Keep(this ApprovalsDb db, byte[] bytes, CancellationToken cancellation = default)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (db.FileContents.Local.All(c => c.Hash != hash) && !await db.FileContents.AnyAsync(c => c.Hash == hash, cancellation))
            db.FileContents.Add(new FileContent { Hash = hash, Bytes = bytes });
        return hash;
    }

    /// <summary>The bytes that were kept under a hash; those of an upload lie in its parts, see <see cref="FileContent.UploadId"/>.</summary>
    public static Task<byte[]> BytesOf(this ApprovalsDb db, string hash, CancellationToken cancellation = default) =>
        db.FileContents.AsNoTracking().Where(c => c.Hash == hash).Select(c => c.Bytes).SingleAsync(cancellation);
}
