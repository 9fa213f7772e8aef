using Workflows.Approvals.Organisations;

namespace Workflows.Host.Account;

/// <summary>
/// Who has to have a second factor (setting <c>SignIn:SecondFactor</c>): nobody (<c>Enrolled</c>, the default), administrators and auditors (<c>Administrators</c>), or <c>Everybody</c>.
/// Whoever has one is asked for its code at every sign-in, whatever the setting says. GB/T 22239 8.1.4.1 d) asks for two for whoever manages the system.
/// </summary>
public sealed class SecondFactorPolicy(IConfiguration configuration)
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "SignIn:SecondFactor";

    /// <summary>What the setting may say.</summary>
    public enum For { Enrolled, Administrators, Everybody }

    private static readonly HashSet<SeatRole> Managing = [SeatRole.FlowAdministrator, SeatRole.SecurityAdministrator, SeatRole.OrgAdministrator, SeatRole.Auditor];

    private readonly For who = configuration.GetValue(Setting, For.Enrolled);

    /// <summary>Whether somebody without a second factor has to enrol one before anything else.</summary>
    public bool IsOwed(IEnumerable<HeldSeat> seats) => who == For.Everybody || (who == For.Administrators && seats.Any(seat => Managing.Contains(seat.Role)));
}
