using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Duties;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Packages;

namespace Workflows.Activities;

/// <summary>
/// Enters the case into a summary table, or draws one up for the call: <c>recommendation</c> is the collector's account of what it recommends
/// and what it does not (F-23); <c>completeness</c> counts what the project group received and what is still on its way; <c>duties</c> is the
/// digest of the duties of the call, put before the party to read; <c>brandSummary</c> is 附件3 of a province's package (F-03), from its order of
/// recommendation; <c>nationalCount</c> counts what has passed in the whole country (R37).
/// </summary>
[Activity("Approvals", "收件与汇总", "把申报件编入推荐情况汇总表，为批次生成材料齐全性表，按推荐顺序生成附件3，或作全国计数。", DisplayName = "汇总")]
[InEnglish("Summary table", "Enters the case into the account of recommendations, draws up the completeness table, the summary table of a province, or the national count.")]
[FlowNode("Done")]
public sealed class BuildSummaryTable([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary><c>recommendation</c>, <c>completeness</c>, <c>brandSummary</c> or <c>nationalCount</c>.</summary>
    [Input(DisplayName = "表", Description = "编制哪一种汇总表。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(SummaryChoices), DefaultValue = "recommendation")]
    [InEnglish("Table", "Which table to build.")]
    public Input<string> Template { get; set; } = new("recommendation");

    /// <summary>Whose table it is. Default: the collector.</summary>
    [Input(DisplayName = "编制单位", Description = "汇总表由哪一方编制。", Order = 1, UIHint = InputUIHints.DropDown, UIHandler = typeof(PartyChoices), DefaultValue = "collector")]
    [InEnglish("Party", "Whose table it is.")]
    public Input<string> Party { get; set; } = new("collector");

    /// <summary>Of the completeness table: how many cases were received, or were handed in and wait to be received.</summary>
    [Output(DisplayName = "件数", Description = "材料齐全性表：已收到的申报件，加上已送达、等待收件的申报件。")]
    [InEnglish("Count", "Of the completeness table: the cases received, and those handed in that wait to be received.")]
    public Output<string> Count { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        switch (context.Get(Template))
        {
            case "recommendation":
                var collector = await context.PartyAsync(context.Get(Party)!);
                (await context.GetRequiredService<RecommendCase>().Run(context.CaseId(), collector.Id, context.CancellationToken))
                    .OrFault($"case {context.CaseId()} to enter the recommendations of {collector.FullName}");
                break;
            case "completeness":
                await CountAsync(context, await context.NationalCallAsync());
                break;
            case "duties":
                await DigestAsync(context, await context.NationalCallAsync());
                break;
            case "brandSummary":
                (await context.GetRequiredService<BuildBrandSummary>().Run(context.CaseId(), context.CancellationToken))
                    .OrFault($"the summary table of case {context.CaseId()} to be built; put 排序（限额） before activity {Id}");
                break;
            case "nationalCount":
                var national = await context.NationalCallAsync();
                await context.GetRequiredService<CountNationally>().Run(national, Subject.Of(context.CaseId() is var id and not 0 ? id : null, national.Id), context.CancellationToken);
                break;
            case var unknown:
                throw new InvalidOperationException($"Expected the table recommendation, completeness, duties, brandSummary or nationalCount for activity {Id}, found {unknown}. Choose one of them.");
        }

        await context.CompleteActivityWithOutcomesAsync("Done");
    }

    private async Task DigestAsync(ActivityExecutionContext context, Call call)
    {
        var states = await context.Db().Duties.Where(d => d.CallId == call.Id).GroupBy(d => d.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(context.CancellationToken);
        int Of(DutyState state) => states.Where(s => s.State == state).Sum(s => s.Count);
        var words = $"截至 {ShanghaiTime.DayOf(context.Now()):yyyy年M月d日}：共 {states.Sum(s => s.Count)} 项，已完成 {Of(DutyState.Accepted)}，已提交 {Of(DutyState.Submitted)}，办理中 {Of(DutyState.Open)}，逾期 {Of(DutyState.Overdue)}";
        await context.AuditAsync("table.duties", new AuditDetail { Outcome = states.Sum(s => s.Count).ToString(CultureInfo.InvariantCulture), After = words });
        var readers = (await context.GetRequiredService<Parties>().ResolveAll(call, context.Get(Party)!, context.CancellationToken)).OrFault($"the readers {context.Get(Party)} of call {call.Code}");
        await context.GetRequiredService<SendCopies>().RunForCall(call, CopyKind.To, readers, $"{call.Title} 进展：{words}", context.CancellationToken);
    }

    private async Task CountAsync(ActivityExecutionContext context, Call call)
    {
        var received = await context.ReceivedCasesAsync();
        var known = received.Select(c => c.Id).ToHashSet();
        var living = await context.Db().Cases
            .Where(c => c.NationalCallId == call.Id)
            .Select(c => new { c.Id, c.Number, c.Status })
            .ToListAsync(context.CancellationToken);
        var onTheWay = living.Where(c => !known.Contains(c.Id)
            && c.Status is CaseStatus.Submitted or CaseStatus.InReview or CaseStatus.Returned or CaseStatus.Received or CaseStatus.Recommended);
        await context.AuditAsync("table.completeness", new AuditDetail
        {
            Outcome = received.Count.ToString(CultureInfo.InvariantCulture),
            After = string.Join("、", received.Select(c => c.Number)),
            Comment = string.Join("、", onTheWay.Where(c => !known.Contains(c.Id)).Select(c => c.Number)),
        });
        var waiting = await context.Db().WorkItems.CountAsync(
            w => w.Kind == nameof(ReceiveMaterials) && w.OrganisationId == call.AssessById && w.Case!.NationalCallId == call.Id, context.CancellationToken);
        Count.Set(context, (received.Count + waiting).ToString(CultureInfo.InvariantCulture));
    }
}
