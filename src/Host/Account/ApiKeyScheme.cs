using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Approvals;

namespace Workflows.Host.Account;

/// <summary><c>Authorization: ApiKey wf_…</c>: a program acts as the person who made the key.</summary>
public sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApprovalsDb db)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "ApiKey";
    private const string Prefix = "ApiKey ";

    /// <summary>SHA-256 of a key, lower-case hex: all that is kept of it.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();

        var hash = HashOf(header[Prefix.Length..].Trim());
        var account = await (from key in db.ApiKeys.AsNoTracking()
                             join a in db.Accounts on key.PersonId equals a.PersonId
                             where key.Hash == hash && key.RevokedAt == null
                             select new { a.Id, a.SecurityStamp }).FirstOrDefaultAsync(Context.RequestAborted);
        return account is null
            ? AuthenticateResult.Fail("The API key is unknown or revoked.")
            : AuthenticateResult.Success(new AuthenticationTicket(Accounts.Principal(account.Id, account.SecurityStamp, Name), Name));
    }
}
