using OtpNet;

namespace Workflows.Host.Tests;

/// <summary>The app on somebody's phone that shows the codes of a second factor.</summary>
public static class Authenticator
{
    /// <param name="secret">As the program shows it at the enrolment, Base32.</param>
    /// <returns>The code of this moment, by the clock of the program.</returns>
    public static string Code(this RunningApplication app, string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(app.Clock.GetUtcNow().UtcDateTime);
}
