using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Documents;

/// <summary>
/// Checks a draft document against what is there already: the document it forwards (R1), its number's 代字, the deadline and materials of the
/// upstream call (R6, R7), the call it opens or whose deadline it moves (R8), and that somebody will receive it.
/// </summary>
public sealed class CheckNotice(ApprovalsDb db, Recipients recipients, TimeProvider clock)
{
    /// <param name="issuerId">The issuing body.</param>
    /// <returns>What is wrong; empty: nothing.</returns>
    public async Task<IReadOnlyList<Label>> Run(long issuerId, NoticeForm form, CancellationToken cancellation = default)
    {
        var wrong = new List<Label>();
        var upstream = form.UpstreamNumber is { } number ? await db.FindDocument(number, cancellation) : null;
        if (form.Mode == DocumentMode.Forward && upstream is null or { VoidedAt: not null })
            wrong.Add(new($"没有找到被转发的文件“{form.UpstreamNumber}”，或该文件已作废。", $"The document \"{form.UpstreamNumber}\" that is to be forwarded does not exist, or it is void."));
        if (await db.Documents.AnyAsync(d => d.Prefix == form.Prefix && d.IssuerId != issuerId, cancellation))
            wrong.Add(new($"发文代字“{form.Prefix}”属于其他单位。", $"The prefix \"{form.Prefix}\" belongs to another issuer."));
        if (form.Mode != DocumentMode.Release && (await recipients.Find(form.MainRecipients, ShanghaiTime.DayOf(clock.GetUtcNow()), cancellation)).Count == 0)
            wrong.Add(new("按所填条件没有主送单位。", "Nobody is a main recipient by these conditions."));
        if (form.LocalCall is { } local) wrong.AddRange(await Local(local, upstream, cancellation));
        if (form.OpensCall is { } code) wrong.AddRange(await Opens(code, issuerId, cancellation));
        if (form.Deadline is { } deadline) wrong.AddRange(await Moves(deadline.Code, deadline.ClosesOn, issuerId, cancellation));
        return wrong;
    }

    private async Task<List<Label>> Local(LocalCall local, Document? upstream, CancellationToken cancellation)
    {
        var wrong = new List<Label>();
        if (await db.Calls.AnyAsync(c => c.Code == local.Code, cancellation)) wrong.Add(new($"批次代码“{local.Code}”已经存在。", $"There is a call {local.Code} already."));
        if (upstream is null || await db.CallOf(upstream, cancellation) is not { } parent)
        {
            wrong.Add(new("被转发的文件没有批次，不能设本级批次。", "The forwarded document opens no call, so there can be no local one."));
            return wrong;
        }

        if (ShanghaiTime.EndOf(local.ClosesOn) > parent.ClosesAt)
            wrong.Add(new($"本级截止日期（{local.ClosesOn:yyyy年M月d日}）不得晚于上级截止日期（{parent.ClosesOn:yyyy年M月d日}）。", $"The local deadline ({local.ClosesOn:yyyy-MM-dd}) may not be later than the upstream one ({parent.ClosesOn:yyyy-MM-dd})."));
        if (parent.Materials.Exists(m => (m.Electronic && !local.Electronic) || (m.Paper && !local.Paper)))
            wrong.Add(new("本级材料要求不得少于上级（电子版、纸质版），只能增加。", "The local call may not drop what the upstream one asks for (electronic, paper); it may only add."));
        return wrong;
    }

    private async Task<List<Label>> Opens(string code, long issuerId, CancellationToken cancellation) => await db.FindCall(code, cancellation) switch
    {
        null => [new($"没有批次“{code}”。", $"There is no call {code}.")],
        { Status: not CallStatus.Draft } => [new($"批次“{code}”已经开放。", $"Call {code} is open already.")],
        var call when !call.IsOrganisedBy(issuerId) => [new($"批次“{code}”不由本单位组织。", $"Call {code} is not organised by this body.")],
        _ => [],
    };

    private async Task<List<Label>> Moves(string code, DateOnly closesOn, long issuerId, CancellationToken cancellation)
    {
        if (await db.Calls.Include(c => c.Parent).FirstOrDefaultAsync(c => c.Code == code, cancellation) is not { } call) return [new($"没有批次“{code}”。", $"There is no call {code}.")];
        if (!call.IsOrganisedBy(issuerId)) return [new($"批次“{code}”不由本单位组织。", $"Call {code} is not organised by this body.")];
        if (call.Status is not (CallStatus.Draft or CallStatus.Open)) return [new($"批次“{code}”已经截止。", $"Call {code} is closed.")];
        return call.Parent is { } parent && ShanghaiTime.EndOf(closesOn) > parent.ClosesAt
            ? [new($"本级截止日期（{closesOn:yyyy年M月d日}）不得晚于上级截止日期（{parent.ClosesOn:yyyy年M月d日}）。", $"The local deadline ({closesOn:yyyy-MM-dd}) may not be later than the upstream one ({parent.ClosesOn:yyyy-MM-dd}).")]
            : [];
    }
}
