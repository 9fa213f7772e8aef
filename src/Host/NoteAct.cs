using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host;

/// <summary>
/// Records what a person did that changes nothing else: took out a file, ended a session, read what is otherwise masked. It stands in the person's own chain, so that
/// reading a case leaves the case alone.
/// </summary>
public sealed class NoteAct(UnitOfWork unit)
{
    /// <param name="action">In kebab case, e.g. <c>attachment.taken-out</c>.</param>
    /// <param name="about">The subject that it was about, e.g. <c>Case:123</c>.</param>
    /// <param name="what">Name of the file or thing.</param>
    /// <returns>Refused only with <c>unit.conflict</c>; then nothing may be handed out.</returns>
    public Task<Result<Done>> Run(Caller caller, string action, string? about = null, string? what = null, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(caller.PersonId), action, new AuditDetail { Before = about, After = what }, token);
                return Done.Result;
            },
            cancellation);

    /// <summary>Records that something is taken out, and hands it out; on a conflict nothing is.</summary>
    public async Task<IResult> HandOut(HttpContext context, Caller caller, string action, string? about, string? what, Func<IResult> thing, CancellationToken cancellation = default) =>
        (await Run(caller, action, about, what, cancellation)).Refusal is { } refusal ? RefusalProblem.Problem(context, refusal) : thing();
}
