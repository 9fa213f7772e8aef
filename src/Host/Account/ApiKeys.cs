using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>A personal key as its owner sees it later: without the key itself.</summary>
/// <param name="LastUsedAt">To the day; empty: never.</param>
/// <param name="EndsAt">When it counts no more unless it is used before.</param>
public sealed record ApiKeyView(long Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt, DateTimeOffset EndsAt);

/// <summary>A new key; the text is shown this once and never again.</summary>
public sealed record CreatedApiKey(long Id, string Name, string Key);

/// <summary>A name for a new key.</summary>
public sealed record NewApiKey(string Name);

/// <summary>The personal keys with which programs act as their owner.</summary>
public sealed class ApiKeys(UnitOfWork unit, IConfiguration configuration)
{
    public const int MostKeys = 20;

    public Task<List<ApiKeyView>> Mine(Caller caller, CancellationToken cancellation = default) =>
        unit.Read(
            async (scope, token) => (await scope.GetRequiredService<ApprovalsDb>().ApiKeys.Where(k => k.PersonId == caller.PersonId).OrderByDescending(k => k.Id).ToListAsync(token))
                .ConvertAll(k => new ApiKeyView(k.Id, k.Name, k.CreatedAt, k.RevokedAt, k.LastUsedAt, (k.LastUsedAt ?? k.CreatedAt) + ApiKeyScheme.Idle(configuration))),
            cancellation);

    public Task<Result<CreatedApiKey>> Create(Caller caller, string name, CancellationToken cancellation = default) =>
        unit.Run<CreatedApiKey>(
            caller.AsPerson,
            async (scope, token) =>
            {
                if (string.IsNullOrWhiteSpace(name) || name.Length > 100) return new Refusal("api-key.name");
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.ApiKeys.CountAsync(k => k.PersonId == caller.PersonId && k.RevokedAt == null, token) >= MostKeys) return new Refusal("api-key.too-many", MostKeys);
                var secret = $"wf_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
                var key = new ApiKey
                {
                    Id = scope.GetRequiredService<IdSource>().Next(), PersonId = caller.PersonId, Name = name.Trim(), Hash = ApiKeyScheme.HashOf(secret),
                    CreatedAt = scope.GetRequiredService<TimeProvider>().GetUtcNow(),
                };
                db.ApiKeys.Add(key);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(caller.PersonId), "api-key.created", new AuditDetail { After = key.Name }, token);
                return new CreatedApiKey(key.Id, key.Name, secret);
            },
            cancellation);

    public Task<Result<Done>> Revoke(Caller caller, long id, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var key = await scope.GetRequiredService<ApprovalsDb>().ApiKeys.SingleOrDefaultAsync(k => k.Id == id && k.PersonId == caller.PersonId, token);
                if (key is null) return new Refusal("api-key.unknown", id);
                if (key.RevokedAt is not null) return Done.Result;
                key.RevokedAt = scope.GetRequiredService<TimeProvider>().GetUtcNow();
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(caller.PersonId), "api-key.revoked", new AuditDetail { Before = key.Name }, token);
                return Done.Result;
            },
            cancellation);
}
