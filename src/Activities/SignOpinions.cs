using System.Globalization;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Lists;

namespace Workflows.Activities;

/// <summary>
/// Writes the decision as an opinion on the form of every case of the list, listed or not, and has it signed in one go (R89). A form whose
/// opinion says the same already, e.g. after an objection that changed another case, is left as it is. Where the form of the call has no such block, as with
/// selections, there is nothing to sign.
/// </summary>
[Activity("Approvals", "评定与名单", "把研究决定作为意见写到名单内每一件申报表上（入选与否都写），由负责人一次签署。", DisplayName = "签署意见")]
[InEnglish("Sign the opinions", "Writes the decision on the form of every case, listed or not, signed in one go.")]
[FlowNode("Signed", "Declined")]
public sealed class SignOpinions([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Which form; default: the one submitted last.</summary>
    [Input(DisplayName = "表单", Description = "意见写在哪张表单上。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The form that the opinion is written on.")]
    public Input<string?> FormKey { get; set; } = new("");

    /// <summary>Key of the block, e.g. <c>projectGroupOpinion</c>.</summary>
    [Input(DisplayName = "意见栏", Description = "意见写入的栏。", Order = 3, UIHint = InputUIHints.DropDown, UIHandler = typeof(BlockChoices))]
    [InEnglish("Block", "The block that the opinion is written into.")]
    public Input<string> Block { get; set; } = new("");

    /// <summary>The opinion on a listed case. Default 同意。</summary>
    [Input(DisplayName = "入选的意见", Description = "入选申报件的意见文字。", Order = 4, UIHint = InputUIHints.MultiLine, DefaultValue = "同意。")]
    [InEnglish("Opinion when listed", "The words on the form of a listed case.")]
    public Input<string> WhenListed { get; set; } = new("同意。");

    /// <summary>The opinion on another case; the reason of the decision follows it. Default 未列入本批名单。</summary>
    [Input(DisplayName = "未入选的意见", Description = "未入选申报件的意见文字，其后附决定的理由。", Order = 5, UIHint = InputUIHints.MultiLine, DefaultValue = "未列入本批名单。")]
    [InEnglish("Opinion when not listed", "The words on the form of another case; the reason follows.")]
    public Input<string> WhenNotListed { get; set; } = new("未列入本批名单。");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var call = await context.NationalCallAsync();
        var form = context.GetRequiredService<FormDefinitions>().Find(context.FormKey(FormKey) ?? call.FormKey ?? "");
        if (form is not null && form.Block(context.Get(Block)!) is null)
        {
            await context.CompleteActivityWithOutcomesAsync("Signed");
            return;
        }

        var list = await ListAsync(context);
        var request = new JsonObject
        {
            ["formKey"] = context.Get(FormKey),
            ["block"] = context.Get(Block),
            ["cases"] = new JsonArray([.. list.Entries.OrderBy(e => e.Rank).Select(e => new JsonObject
            {
                ["caseId"] = e.CaseId.ToString(CultureInfo.InvariantCulture), ["unit"] = e.Unit, ["listed"] = e.IsListed, ["opinion"] = Words(context, e),
            })]),
        };
        await AskAsync(context, new Question(["Signed", "Declined"], request), OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        if (answer.Outcome == "Signed")
        {
            foreach (var entry in (await ListAsync(context)).Entries)
                if (!await SignAsync(context, entry)) return;
        }

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }

    private async Task<bool> SignAsync(ActivityExecutionContext context, ListEntry entry)
    {
        var (block, form, words) = (context.Get(Block)!, context.FormKey(FormKey), Words(context, entry));
        var decision = entry.IsListed ? OpinionDecision.Approve : OpinionDecision.Reject;
        var item = await context.Db().LoadCase(entry.CaseId, context.CancellationToken);
        if (item!.LivingSignature(block) is not null && item.LivingOpinion(block) is { } stands && stands.Decision == decision && stands.Text == words) return true;

        (await context.GetRequiredService<VoidBlock>().Run(entry.CaseId, block, "decided-anew", context.CancellationToken)).OrFault($"block {block} of case {item.Number} to be written anew");
        return context.OrRefuse(await context.GetRequiredService<WriteOpinion>().Run(entry.CaseId, block, decision, words, form, cancellation: context.CancellationToken)) is not null
            && context.OrRefuse(await context.GetRequiredService<SignBlock>().Run(entry.CaseId, block, form, context.CancellationToken)) is not null;
    }

    private string Words(ActivityExecutionContext context, ListEntry entry) =>
        entry.IsListed ? context.Get(WhenListed)! : $"{context.Get(WhenNotListed)}{entry.Reason}";

    private async Task<PublishedList> ListAsync(ActivityExecutionContext context)
    {
        var call = await context.NationalCallAsync();
        return await context.Db().CurrentList(call.Id, context.CancellationToken) ?? throw new InvalidOperationException(
            $"Expected call {call.Code} to have a decided list, found none. Put 研究决定名单 before activity {Id}.");
    }
}
