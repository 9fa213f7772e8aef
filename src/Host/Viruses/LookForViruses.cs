using Workflows.Approvals;
using Workflows.Approvals.Audit;

namespace Workflows.Host.Viruses;

/// <summary>
/// Shows a file that somebody hands in to the virus scanner before it is taken, where there is one (<see cref="ClamdAddress.Setting"/>). What it finds is refused and recorded; what it could not look
/// at is refused too.
/// </summary>
public sealed partial class LookForViruses(IConfiguration configuration, NoteAct acts, ILogger<LookForViruses> log)
{
    private readonly Clamd? clamd = configuration[ClamdAddress.Setting] is { Length: > 0 } text && ClamdAddress.Of(text) is { } address ? new Clamd(address) : null;

    /// <param name="name">Of the file, cleaned.</param>
    /// <returns>Null where the file may be taken; or <c>attachment.infected</c>, <c>attachment.not-checked</c>.</returns>
    public async Task<Refusal?> Run(Caller caller, long caseId, string name, Stream file, CancellationToken cancellation = default)
    {
        if (clamd is null) return null;
        try
        {
            if (await clamd.Find(file, cancellation) is not { } found) return null;
            await acts.Run(caller, "attachment.refused", Subject.Case(caseId), $"{name}: {found}", cancellation);
            return new Refusal("attachment.infected", name, found);
        }
        catch (ClamdException silent)
        {
            LogSilent(log, silent.Message);
            return new Refusal("attachment.not-checked", name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The virus scanner did not look at an uploaded file, which was refused: {Why}")]
    private static partial void LogSilent(ILogger log, string why);
}
