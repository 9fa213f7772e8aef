using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Activities;

/// <summary>What happens where nobody can take a step.</summary>
internal enum NobodyPolicy { Wait, Skip, StandIn, Administrator }

/// <summary>What happens where the approver filled the form.</summary>
internal enum ApplicantPolicy { Ask, Another, Skip }

/// <summary>What happens where the only approver has approved the case already.</summary>
internal enum SamePolicy { Ask, Consecutive, Ever }

/// <summary>Whom a step asks in the end; or why it asks nobody.</summary>
/// <param name="Barred">Persons on that seat who may not decide it.</param>
/// <param name="Skipped">What the block prints after 不适用.</param>
/// <param name="Instead">The seat is not the one that the step names, because nobody can decide there.</param>
internal sealed record StepWay(SeatRole Role, IReadOnlyCollection<long> Barred, string? Skipped = null, bool Instead = false);

/// <summary>What the designer set for the exceptions of a step; of one that several sign it holds for each signer.</summary>
internal sealed record StepPolicy(NobodyPolicy Nobody, SeatRole StandIn, ApplicantPolicy Applicant, SamePolicy Same)
{
    /// <summary>Printed where nobody can decide.</summary>
    public const string NobodyWords = "本岗位无人可以办理，按流程设置跳过";

    private const string ApplicantWords = "承办人即填报人，按流程设置跳过";

    /// <summary>Nothing is set: the step is asked as it stands, and nothing has to be looked up.</summary>
    public bool IsPlain => this is { Nobody: NobodyPolicy.Wait, Applicant: ApplicantPolicy.Ask, Same: SamePolicy.Ask };

    public async Task<StepWay> FindWayAsync(ActivityExecutionContext context, Organisation organisation, StepSigner signer, string block)
    {
        var (item, role) = (await context.CaseAsync(), signer.Role);
        var authors = Applicant == ApplicantPolicy.Ask ? [] : item.Forms.Select(f => f.PersonId).Distinct().ToList();
        var all = await HoldersAsync(context, organisation, role, item);
        if (signer.PersonId is { } person) all = [.. all.Where(holder => holder == person)];
        var holders = all.Except(authors).ToList();

        // Where each person signs, the others on the seat sign anyway.
        if ((Applicant == ApplicantPolicy.Skip || signer.PersonId is not null) && all.Count > 0 && holders.Count == 0) return new StepWay(role, [], ApplicantWords);
        if (holders is [var only] && await ApprovedAlreadyAsync(context, item, only, block) is { } approved)
            return new StepWay(role, [], $"{(await context.Db().People.FindAsync([only], context.CancellationToken))!.Name}已于{ShanghaiTime.DayOf(approved.At):yyyy年M月d日}同意，按流程设置不再重复征求意见");
        if (holders.Count > 0 || Nobody == NobodyPolicy.Wait) return new StepWay(role, authors);
        if (Nobody == NobodyPolicy.Skip) return new StepWay(role, [], NobodyWords);
        var other = Nobody == NobodyPolicy.StandIn ? StandIn : SeatRole.OrgAdministrator;
        return (await HoldersAsync(context, organisation, other, item)).Except(authors).Any() ? new StepWay(other, authors, Instead: true) : new StepWay(role, authors);
    }

    private static Task<IReadOnlyList<long>> HoldersAsync(ActivityExecutionContext context, Organisation organisation, SeatRole role, Case item) =>
        context.GetRequiredService<FindHolders>().Run(organisation.Id, role, item, context.CancellationToken);

    /// <summary>The approval of this person that still stands, if none was returned since: after a return everybody is asked anew.</summary>
    private async Task<Opinion?> ApprovedAlreadyAsync(ActivityExecutionContext context, Case item, long person, string block)
    {
        if (Same == SamePolicy.Ask) return null;
        var db = context.Db();
        var returned = await db.FinishedWorkItems.Where(f => f.CaseId == item.Id && f.Outcome == "Return").Select(f => (DateTimeOffset?)f.FinishedAt).MaxAsync(context.CancellationToken);
        var given = item.Opinions.Where(o => !o.IsVoid && o.Block != block && o.Decision == OpinionDecision.Approve && (returned is null || o.At > returned)).OrderBy(o => o.At).ToList();
        return (Same == SamePolicy.Consecutive ? given.TakeLast(1) : given).LastOrDefault(o => o.PersonId == person && o.OnBehalfOfId is null);
    }
}
