using System.Text;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Refusals;
using Workflows.Host.Sealing;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>A second factor that is being enrolled.</summary>
/// <param name="Secret">To be typed into an authenticator app, Base32.</param>
/// <param name="Address">The same as an <c>otpauth</c> address, for a QR code.</param>
public sealed record NewSecondFactor(string Secret, string Address);

/// <summary>A code of an authenticator app.</summary>
public sealed record SecondFactorCode(string? Code);

/// <summary>
/// The second factor of an account: a code that changes every 30 seconds (TOTP, RFC 6238). Enrolled in two steps, so that nobody locks themselves out; a code is good once.
/// </summary>
public sealed class SecondFactors(UnitOfWork unit, KeyGuard guard, Lockout lockout, TimeProvider clock)
{
    private const string Wrong = "second-factor.wrong";
    private const string Issuer = "文链";

    /// <summary>Bytes of a secret, as RFC 4226 recommends.</summary>
    private const int SecretSize = 20;

    /// <summary>Whether a second factor is enrolled and confirmed.</summary>
    public Task<bool> IsEnrolled(Caller caller, CancellationToken cancellation = default) =>
        unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.AnyAsync(a => a.Id == caller.AccountId && a.TwoFactorEnabled, token), cancellation);

    /// <summary>Makes a secret; it counts once <see cref="Confirm"/> has seen a code of it.</summary>
    public Task<Result<NewSecondFactor>> Begin(Caller caller, CancellationToken cancellation = default)
    {
        var secret = KeyGeneration.GenerateRandomKey(SecretSize);
        var stored = Convert.ToBase64String(guard.Protect(secret));
        return unit.Run<NewSecondFactor>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var account = await scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == caller.AccountId, token);
                if (account.TwoFactorEnabled) return new Refusal("second-factor.already-exists");
                account.TotpSecret = stored;
                return Shown(secret, caller);
            },
            cancellation);
    }

    /// <summary>What was begun and is not confirmed yet, to be shown once more; null where nothing was begun.</summary>
    public async Task<NewSecondFactor?> Begun(Caller caller, CancellationToken cancellation = default)
    {
        var stored = await unit.Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.Where(a => a.Id == caller.AccountId && !a.TwoFactorEnabled).Select(a => a.TotpSecret).SingleOrDefaultAsync(token), cancellation);
        return stored is null ? null : Shown(guard.Unprotect(Convert.FromBase64String(stored)), caller);
    }

    public Task<Result<Done>> Confirm(Caller caller, string? code, CancellationToken cancellation = default) => Guard(caller, () => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var account = await scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == caller.AccountId, token);
            if (account.TwoFactorEnabled) return new Refusal("second-factor.already-exists");
            if (Use(account, code) is { } refusal) return refusal;
            account.TwoFactorEnabled = true;
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(caller.PersonId), "second-factor.enrolled", cancellation: token);
            return Done.Result;
        },
        cancellation), cancellation);

    /// <summary>Gives the second factor up; needs a code of it.</summary>
    public Task<Result<Done>> Remove(Caller caller, string? code, CancellationToken cancellation = default) => Guard(caller, () => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var account = await scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == caller.AccountId, token);
            if (account.LockoutEnd > clock.GetUtcNow()) return new Refusal("session.locked", account.LockoutEnd.Value);
            if (Check(account, code) is { } refusal) return refusal;
            (account.TotpSecret, account.TwoFactorEnabled) = (null, false);
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(caller.PersonId), "second-factor.removed", cancellation: token);
            return Done.Result;
        },
        cancellation), cancellation);

    /// <summary>Checks a code of an enrolled second factor and uses it up.</summary>
    /// <param name="account">Tracked, so that the use is committed with what it allows.</param>
    public Refusal? Check(UserAccount account, string? code) => account.TwoFactorEnabled ? Use(account, code) : new Refusal("second-factor.not-enrolled");

    /// <summary>
    /// What may come with a code of the second factor. Wrong codes count like wrong passwords: too many in a row lock the account, and while it is locked no code is looked at, so that nobody can try them all.
    /// </summary>
    public async Task<Result<T>> Guard<T>(long accountId, long personId, Func<Task<Result<T>>> act, CancellationToken cancellation = default)
    {
        var result = await act();
        if (result.Refusal?.Code == Wrong) await lockout.Count(accountId, personId, Lockout.SecondFactor, right: false, cancellation);
        return result;
    }

    public Task<Result<T>> Guard<T>(Caller caller, Func<Task<Result<T>>> act, CancellationToken cancellation = default) => Guard(caller.AccountId, caller.PersonId, act, cancellation);

    /// <summary>Within a unit of work: a code that came along is checked and used up, whether it was needed or not.</summary>
    public async Task<Refusal?> Use(IServiceProvider scope, Caller caller, string? code, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(code)) return null;
        var account = await scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == caller.AccountId, cancellation);
        if (account.LockoutEnd > clock.GetUtcNow()) return new Refusal("session.locked", account.LockoutEnd.Value);
        if (Check(account, code) is { } refusal) return refusal;
        account.AccessFailedCount = 0;
        scope.GetRequiredService<Approvals.Seals.SecondFactor>().Confirm();
        return null;
    }

    private static NewSecondFactor Shown(byte[] secret, Caller caller) => new(Base32Encoding.ToString(secret), new OtpUri(OtpType.Totp, secret, caller.UserName, Issuer).ToString());

    private Refusal? Use(UserAccount account, string? code)
    {
        if (account.TotpSecret is not { } stored) return new Refusal("second-factor.not-enrolled");
        var typed = new string([.. (code ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit)]);
        var totp = new Totp(guard.Unprotect(Convert.FromBase64String(stored)));
        if (!totp.VerifyTotp(clock.GetUtcNow().UtcDateTime, typed, out var step, VerificationWindow.RfcSpecifiedNetworkDelay) || step <= account.LastTotpStep) return new Refusal(Wrong);
        account.LastTotpStep = step;
        return null;
    }
}
