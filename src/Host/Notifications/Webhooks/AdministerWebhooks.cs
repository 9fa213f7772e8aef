using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Host.Sealing;
using Workflows.Persistence;

namespace Workflows.Host.Notifications.Webhooks;

/// <summary>A webhook as flow administrators see it, without its secret.</summary>
public sealed record WebhookView(long Id, string Name, string Address, WebhookFormat Format, IReadOnlyList<NewsKind> Kinds, bool IsOn, DateTimeOffset CreatedAt);

/// <summary>What is entered for a webhook.</summary>
/// <param name="Kinds">What it is told of; empty: everything.</param>
/// <param name="Secret">Only for a DingTalk bot: the secret that DingTalk showed. Our own is made here.</param>
public sealed record WebhookFields(string? Name = null, string? Address = null, WebhookFormat Format = WebhookFormat.Signed, IReadOnlyList<NewsKind>? Kinds = null, bool IsOn = true, string? Secret = null);

/// <summary>A new webhook; its secret is in this answer and never shown again.</summary>
public sealed record CreatedWebhook(long Id, string? Secret);

/// <summary>Flow administrators say which other systems are told of what. Every change is recorded, without addresses and secrets.</summary>
public sealed class AdministerWebhooks(UnitOfWork unit, KeyGuard guard, TimeProvider clock)
{
    /// <summary>How many an installation may have.</summary>
    public const int Most = 50;

    private const string SecretBegins = "whsec_";

    /// <summary>Null for who is no flow administrator.</summary>
    public Task<IReadOnlyList<WebhookView>?> All(Caller caller, CancellationToken cancellation = default) => unit.Read<IReadOnlyList<WebhookView>?>(
        async (scope, token) => caller.Has(SeatRole.FlowAdministrator)
            ? (await scope.GetRequiredService<ApprovalsDb>().Webhooks.OrderBy(w => w.Id).ToListAsync(token)).ConvertAll(w => new WebhookView(w.Id, w.Name, w.Address, w.Format, w.Kinds, w.IsOn, w.CreatedAt))
            : null,
        cancellation);

    /// <returns><c>webhook.not-allowed</c>, <c>webhook.name-required</c>, <c>webhook.address</c>, <c>webhook.too-many</c>.</returns>
    public Task<Result<CreatedWebhook>> Add(Caller caller, WebhookFields fields, CancellationToken cancellation = default) => Administer<CreatedWebhook>(
        caller,
        async (scope, db, token) =>
        {
            if (Check(fields) is { } refusal) return refusal;
            if (await db.Webhooks.CountAsync(token) >= Most) return new Refusal("webhook.too-many", Most);
            var secret = fields.Format switch
            {
                WebhookFormat.Signed => RandomNumberGenerator.GetBytes(32),
                WebhookFormat.DingTalk when !string.IsNullOrWhiteSpace(fields.Secret) => Encoding.UTF8.GetBytes(fields.Secret.Trim()),
                _ => null,
            };
            var hook = new Webhook
            {
                Id = scope.GetRequiredService<IdSource>().Next(), Name = fields.Name!.Trim(), Address = fields.Address!.Trim(), Format = fields.Format, Kinds = [.. fields.Kinds ?? []], IsOn = fields.IsOn,
                ProtectedSecret = secret is null ? null : guard.Protect(secret), CreatedAt = clock.GetUtcNow(),
            };
            db.Webhooks.Add(hook);
            await Note(scope, hook, "webhook.added", token);
            return new CreatedWebhook(hook.Id, fields.Format == WebhookFormat.Signed ? SecretBegins + Convert.ToBase64String(secret!) : null);
        },
        cancellation);

    /// <summary>Changes name, address, kinds and whether it is on; the format and the secret stay.</summary>
    /// <returns><c>webhook.unknown</c> and what <see cref="Add"/> refuses.</returns>
    public Task<Result<Done>> Change(Caller caller, long id, WebhookFields fields, CancellationToken cancellation = default) => Administer<Done>(
        caller,
        async (scope, db, token) =>
        {
            if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, token) is not { } hook) return new Refusal("webhook.unknown", id);
            if (Check(fields) is { } refusal) return refusal;
            (hook.Name, hook.Address, hook.Kinds, hook.IsOn) = (fields.Name!.Trim(), fields.Address!.Trim(), [.. fields.Kinds ?? []], fields.IsOn);
            await Note(scope, hook, "webhook.changed", token);
            return Done.Result;
        },
        cancellation);

    /// <summary>A new secret in place of the one before; it is in this answer and never shown again.</summary>
    /// <returns><c>webhook.unknown</c>, <c>webhook.no-secret</c> for a bot.</returns>
    public Task<Result<CreatedWebhook>> RenewSecret(Caller caller, long id, CancellationToken cancellation = default) => Administer<CreatedWebhook>(
        caller,
        async (scope, db, token) =>
        {
            if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, token) is not { } hook) return new Refusal("webhook.unknown", id);
            if (hook.Format != WebhookFormat.Signed) return new Refusal("webhook.no-secret");
            var secret = RandomNumberGenerator.GetBytes(32);
            hook.ProtectedSecret = guard.Protect(secret);
            await Note(scope, hook, "webhook.secret-renewed", token);
            return new CreatedWebhook(id, SecretBegins + Convert.ToBase64String(secret));
        },
        cancellation);

    /// <returns><c>webhook.unknown</c>.</returns>
    public Task<Result<Done>> Remove(Caller caller, long id, CancellationToken cancellation = default) => Administer<Done>(
        caller,
        async (scope, db, token) =>
        {
            if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, token) is not { } hook) return new Refusal("webhook.unknown", id);
            db.Webhooks.Remove(hook);
            await Note(scope, hook, "webhook.removed", token);
            return Done.Result;
        },
        cancellation);

    /// <summary>Sends a test event, also to one that is off. The delivery log says how it went.</summary>
    /// <returns>The delivery, or <c>webhook.unknown</c>.</returns>
    public Task<Result<TestDelivery>> Try(Caller caller, long id, CancellationToken cancellation = default) => Administer<TestDelivery>(
        caller,
        async (scope, db, token) =>
        {
            if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, token) is not { } hook) return new Refusal("webhook.unknown", id);
            var now = clock.GetUtcNow();
            var delivery = Delivery.ToWebhook(scope.GetRequiredService<IdSource>().Next(), id, new NewsEvent(NewsKind.Test, now, new Label("测试消息", "A test"), null, "", "/webhooks"), now);
            db.Deliveries.Add(delivery);
            await Note(scope, hook, "webhook.tried", token);
            return new TestDelivery(delivery.Id);
        },
        cancellation);

    private static Refusal? Check(WebhookFields fields)
    {
        if (string.IsNullOrWhiteSpace(fields.Name) || fields.Name.Trim().Length > Webhook.LongestName) return new Refusal("webhook.name-required", Webhook.LongestName);
        return fields.Address is { Length: <= Webhook.LongestAddress } given && Uri.TryCreate(given.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? null
            : new Refusal("webhook.address");
    }

    private static Task Note(IServiceProvider scope, Webhook hook, string action, CancellationToken cancellation) =>
        scope.GetRequiredService<AuditTrail>().Write(Subject.Webhook(hook.Id), action, new AuditDetail { After = hook.Name, Outcome = hook.IsOn ? "on" : "off" }, cancellation);

    private Task<Result<T>> Administer<T>(Caller caller, Func<IServiceProvider, ApprovalsDb, CancellationToken, Task<Result<T>>> act, CancellationToken cancellation) => unit.Run<T>(
        caller.As(seat => seat.Role == SeatRole.FlowAdministrator),
        async (scope, token) => caller.Has(SeatRole.FlowAdministrator) ? await act(scope, scope.GetRequiredService<ApprovalsDb>(), token) : new Refusal("webhook.not-allowed"),
        cancellation);
}

/// <summary>A test on its way.</summary>
public sealed record TestDelivery(long DeliveryId);
