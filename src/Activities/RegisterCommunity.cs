using System.Globalization;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Communities;

namespace Workflows.Activities;

/// <summary>
/// 共同体登记: enters the community that its signed agreement describes (R38–R43), a newly elected leader unit (R41), or the end of a community. Running again
/// changes nothing.
/// </summary>
[Activity("Approvals", "共同体", "登记共同体的组建（协议须经全部成员签字盖章）、组长单位改选或终止。", DisplayName = "共同体登记")]
[InEnglish("Register the community", "Enters a community whose agreement all members signed and sealed, a newly elected leader unit, or its end.")]
[FlowNode("Done")]
public sealed class RegisterCommunity([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary><c>form</c>, <c>elect</c> or <c>close</c>. Default form.</summary>
    [Input(DisplayName = "登记事项", Description = "组建、改选组长单位或终止。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(CommunityChoices), DefaultValue = "form")]
    [InEnglish("What", "The formation, the election of a leader unit, or the end.")]
    public Input<string> What { get; set; } = new("form");

    /// <summary>The agreement, or the form that names the new leader unit.</summary>
    [Input(DisplayName = "表单", Description = "合作协议，或写明新组长单位的表单。", Order = 1, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The agreement, or the form that names the new leader unit.")]
    public Input<string?> FormKey { get; set; } = new("");

    /// <summary>The block that every member has signed and sealed.</summary>
    [Input(DisplayName = "签署栏", Description = "各成员签字盖章的栏。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(BlockChoices))]
    [InEnglish("Block", "The block that every member has signed and sealed.")]
    public Input<string?> Block { get; set; } = new("");

    /// <summary>Why a rule with 原则上 was let pass, or why the community ends. Default: nothing.</summary>
    [Input(DisplayName = "理由", Description = "破例或终止的理由。", Order = 3)]
    [InEnglish("Reason", "Why a rule was let pass, or why the community ends.")]
    public Input<string?> Reason { get; set; } = new("");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var item = await context.CaseAsync();
        var reason = context.Get(Reason) is { Length: > 0 } given ? given : null;
        switch (context.Get(What))
        {
            case "close":
                if (await context.Db().CommunityOf(item, context.CancellationToken) is { } ending)
                    (await context.GetRequiredService<LeadCommunity>().Close(ending.Id, reason, context.CancellationToken)).OrFault($"the community of case {item.Number} to end");
                break;
            case "elect":
                var elected = Content(context, item);
                var community = await context.Db().CommunityOf(item, context.CancellationToken) ?? throw new InvalidOperationException($"Expected case {item.Number} to be about a community, found none.");
                (await context.GetRequiredService<LeadCommunity>().Elect(
                    community.Id, long.Parse(elected["leaderUnit"]!.ToString(), CultureInfo.InvariantCulture), elected["leader"]?.ToString(), context.CancellationToken))
                    .OrFault($"the new leader unit of the community of case {item.Number} to be entered");
                break;
            default:
                (await context.GetRequiredService<FormCommunity>().Run(item, Content(context, item), context.Get(Block)!, reason, context.CancellationToken))
                    .OrFault($"the community of case {item.Number} to be entered");
                break;
        }

        await context.CompleteActivityWithOutcomesAsync("Done");
    }

    private JsonObject Content(ActivityExecutionContext context, Approvals.Cases.Case item) => item.Form(context.Get(FormKey) ?? "")?.Content ?? throw new InvalidOperationException(
        $"Expected a submitted form {context.Get(FormKey)} on case {item.Number}, found none. Put a 填写表单 of that form before activity {Id}.");
}
