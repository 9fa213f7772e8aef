using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Seals;
using Workflows.Paper.Signing;
using Workflows.Persistence;

namespace Workflows.Host.Sealing;

/// <summary>
/// The installation's own authority and the certificates of its seals. Each is made once, when it is first needed, and stored with its key encrypted; two nodes that make one at
/// the same time end up with the same.
/// </summary>
public sealed class SealKeys(UnitOfWork unit, KeyGuard guard, TimeProvider clock)
{
    /// <summary>The authority counts from this many years before it was made, so that seals put on before this version of the program can be shown too.</summary>
    private const int YearsBefore = 5;

    private readonly ConcurrentDictionary<string, X509Certificate2> known = new();

    /// <summary>The authority with its key.</summary>
    public Task<X509Certificate2> Authority(CancellationToken cancellation = default) => Of(
        SigningCertificate.Authority,
        () => Task.FromResult(CertificateAuthority.Create("文链内部签章", clock.GetUtcNow().AddYears(-YearsBefore), clock.GetUtcNow().AddYears(CertificateAuthority.AuthorityYears))),
        cancellation);

    /// <summary>The certificate of a seal with its key.</summary>
    public Task<X509Certificate2> Of(Seal seal, CancellationToken cancellation = default) => Of(
        SigningCertificate.OwnerOf(seal),
        async () => CertificateAuthority.Certify(await Authority(cancellation), seal.Name, ShanghaiTime.StartOf(seal.ValidFrom), clock.GetUtcNow().AddYears(CertificateAuthority.SealYears)),
        cancellation);

    /// <summary>The key that signs the checkpoints of the audit log.</summary>
    public Task<X509Certificate2> Log(CancellationToken cancellation = default) => Of(
        SigningCertificate.Log,
        async () => CertificateAuthority.Certify(await Authority(cancellation), "文链审计日志", clock.GetUtcNow(), clock.GetUtcNow().AddYears(CertificateAuthority.AuthorityYears)),
        cancellation);

    private async Task<X509Certificate2> Of(string owner, Func<Task<X509Certificate2>> create, CancellationToken cancellation)
    {
        if (known.TryGetValue(owner, out var found)) return found;
        var stored = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().SigningCertificates.SingleOrDefaultAsync(c => c.Owner == owner, token), cancellation)
            ?? await Store(owner, await create(), cancellation);
        return known.GetOrAdd(owner, CertificateAuthority.WithKey(stored.Certificate, guard.Unprotect(stored.ProtectedKey)));
    }

    private async Task<SigningCertificate> Store(string owner, X509Certificate2 made, CancellationToken cancellation)
    {
        var fresh = new SigningCertificate { Owner = owner, Certificate = made.RawData, ProtectedKey = guard.Protect(CertificateAuthority.KeyOf(made)), CreatedAt = clock.GetUtcNow() };
        made.Dispose();
        var stored = await unit.Run<SigningCertificate>(
            Actor.System,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.SigningCertificates.SingleOrDefaultAsync(c => c.Owner == owner, token) is { } faster) return faster;
                db.SigningCertificates.Add(fresh);
                return fresh;
            },
            cancellation);
        return stored.Refusal is { } refusal ? throw new InvalidOperationException($"Expected the certificate of {owner} to be stored, but it was refused: {refusal}.") : stored.Value;
    }
}
