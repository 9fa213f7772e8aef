using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Documents;

namespace Workflows.Activities;

/// <summary>
/// 发文: one step of issuing the document of a case. <c>number</c> draws the number of issuer and year without a gap; a document that has one keeps
/// it. <c>release</c> puts it on the public site where the form names channels. <c>open</c> opens the call that the document is about, or moves its
/// deadline (R8). <c>void</c> marks a number void that was drawn and is not issued after all.
/// </summary>
[Activity("Approvals", "文件", "发文的一个步骤：编发文字号（按单位和年度连续）、网上发布、开放批次或变更截止日期、作废文号。", DisplayName = "发文")]
[InEnglish("Issue the document", "One step of issuing: draw its number, release it online, open its call or move a deadline, void its number.")]
[FlowNode("Issued")]
public sealed class IssueDocument([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary><c>number</c>, <c>release</c>, <c>open</c> or <c>void</c>. Default: number.</summary>
    [Input(DisplayName = "步骤", Description = "做哪一步：编号、网上发布、开放批次、作废文号。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(IssueChoices), DefaultValue = "number")]
    [InEnglish("Step", "Which step: number, release, open or void.")]
    public Input<string> Step { get; set; } = new("number");

    /// <summary>The number as printed.</summary>
    [Output(DisplayName = "发文字号", Description = "所编的发文字号。")]
    [InEnglish("Number", "The number as printed.")]
    public Output<string> Number { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var item = await context.CaseAsync();
        var submitted = item.Forms.MaxBy(f => (f.At, f.Revision)) ?? throw new InvalidOperationException(
            $"Expected a submitted document form on case {item.Number}, found none. Put 填写表单 before activity {Id}.");
        var form = NoticeForm.Read(submitted.Content);
        var document = context.Get(Step) == "number"
            ? context.OrRefuse(await context.GetRequiredService<NumberDocument>().Run(item, form, submitted.ContentHash, context.CancellationToken))
            : await context.Db().DocumentOfCase(item.Id, context.CancellationToken);
        switch (context.Get(Step))
        {
            case "number" when document is null:
                return;
            case "number" or "void" when document is null or { IsVoid: true }:
                break;
            case "number":
                Number.Set(context, document!.Number!);
                break;
            case "void":
                (await context.GetRequiredService<VoidDocument>().Run(document!.Id, item.Reason ?? "未予签发", context.CancellationToken)).OrFault($"document {document.Number} to become void");
                break;
            case "release" when document is not null:
                await context.GetRequiredService<ReleaseDocument>().Run(document, context.CancellationToken);
                break;
            case "open" when document is not null:
                if (context.OrRefuse(await context.GetRequiredService<OpenByDocument>().Run(document, form, context.CancellationToken)) is not { } opened) return;
                if (opened.Call is { } call) await context.DispatchAsync(call);
                break;
            case var step:
                throw new InvalidOperationException($"Expected a step number, release, open or void on a numbered document for activity {Id}, found {step}. Number the document first.");
        }

        await context.AuditAsync("document.step", new AuditDetail { Outcome = context.Get(Step), After = document?.Number, DocumentHash = submitted.ContentHash });
        await context.CompleteActivityWithOutcomesAsync("Issued");
    }
}
