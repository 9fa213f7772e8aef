using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities;

/// <summary>抄报 (up) or 抄送 (to): puts the case before other organisations to read. Nobody gets a task; silence never blocks (R4, R5).</summary>
[Activity("Approvals", "文件", "把申报件抄报上级或抄送有关单位，仅供阅知，不产生任务。", DisplayName = "抄报抄送")]
[InEnglish("Copy to", "Puts the case before other organisations to read; nobody gets a task.")]
[FlowNode("Done")]
public sealed class CopyTo([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>Who reads it. Default: the bodies that the call copies up to.</summary>
    [Input(DisplayName = "接收方", Description = "抄报或抄送给谁。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(PartyChoices), DefaultValue = "copyUp")]
    [InEnglish("Party", "Who reads it.")]
    public Input<string> Party { get; set; } = new("copyUp");

    /// <summary><c>up</c> for 抄报, <c>to</c> for 抄送. Default up.</summary>
    [Input(DisplayName = "方式", Description = "抄报（上级）或抄送（有关单位）。", Order = 1, UIHint = InputUIHints.DropDown, UIHandler = typeof(CopyChoices), DefaultValue = "up")]
    [InEnglish("Direction", "Up to a superior (抄报) or across to others (抄送).")]
    public Input<string> Direction { get; set; } = new("up");

    /// <summary>What the recipients read besides number and unit. Default: nothing; a document is named by its number and title.</summary>
    [Input(DisplayName = "说明", Description = "接收方看到的说明；公文则显示文号和标题。", Order = 2)]
    [InEnglish("Note", "What the recipients read besides number and unit.")]
    public Input<string?> Note { get; set; } = new("");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var party = context.Get(Party)!;
        if (context.CaseId() != 0)
        {
            var item = await context.CaseAsync();
            await CopyCaseAsync(context, item, await context.PartiesAsync(party, $"the recipients {party} of case {item.Number}"), party);
        }
        else if (party == Parties.Applicants) await CopyApplicantsAsync(context);
        else await CopyCallAsync(context, party);
        await context.CompleteActivityWithOutcomesAsync("Done");
    }

    private async Task CopyCaseAsync(ActivityExecutionContext context, Case item, IReadOnlyList<Organisation> recipients, string party)
    {
        var kind = Enum.Parse<CopyKind>(context.Get(Direction)!, ignoreCase: true);
        var document = await context.Db().DocumentOfCase(item.Id, context.CancellationToken);
        var title = $"{(document is null ? $"{item.Number} {item.Applicant!.FullName}" : $"{document.Number} {document.Title}")} {context.Get(Note)}".Trim();
        (await context.GetRequiredService<SendCopies>().Run(item.Id, kind, recipients, title, document?.Id, context.CancellationToken))
            .OrFault($"copies of case {item.Number} to {party}");
    }

    /// <summary>In the chain of a call, to the applicants: each reads about its own received case. Where the note names cases by their numbers, only those.</summary>
    private async Task CopyApplicantsAsync(ActivityExecutionContext context)
    {
        var note = context.Get(Note) ?? "";
        var received = await context.ReceivedCasesAsync();
        var named = received.Where(c => note.Contains(c.Number, StringComparison.Ordinal)).ToList();
        foreach (var item in named.Count > 0 ? named : received)
        {
            var whole = (await context.Db().LoadCase(item.Id, context.CancellationToken))!;
            var applicant = (await context.GetRequiredService<Parties>().ResolveAll(whole, Parties.Applicant, context.CancellationToken)).OrFault($"the recipients {Parties.Applicant} of case {whole.Number}");
            await CopyCaseAsync(context, whole, applicant, Parties.Applicant);
        }
    }

    /// <summary>In the chain of a call: the call itself is what is read.</summary>
    private async Task CopyCallAsync(ActivityExecutionContext context, string party)
    {
        var call = await context.NationalCallAsync();
        var recipients = await context.PartiesAsync(party, $"the recipients {party} of call {call.Code}");
        var kind = Enum.Parse<CopyKind>(context.Get(Direction)!, ignoreCase: true);
        await context.GetRequiredService<SendCopies>().RunForCall(call, kind, recipients, $"{call.Title} {context.Get(Note)}".Trim(), context.CancellationToken);
    }
}
