using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Words;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Documents;

namespace Workflows.Activities;

/// <summary>
/// 等待签收: asks every main recipient of the case's document to sign for it, and waits until all have or the days are over. Run again after that
/// it reminds those who are missing. A recipient that forwards the document gets a draft of its own, with this one upstream (R1). Copies are no
/// receipts, and silence of who only got one never blocks (R4). Who signs after the chain has gone on does so on the document's page.
/// </summary>
[Activity("Approvals", "文件", "请各主送单位签收公文（签收、签收并转发、非本单位）；期满未签收的可再次执行以催办。抄报、抄送单位无须签收。", DisplayName = "等待签收")]
[InEnglish("Await receipts", "Asks every main recipient to sign for the document; run again, it reminds those who are missing.")]
[FlowNode("AllReceived", "Overdue")]
public sealed class AwaitReceipts([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>How often it reminds, 0 to 10. Default 3.</summary>
    [Input(DisplayName = "催办次数", Description = "逾期后最多催办几次。", Order = 2, DefaultValue = 3)]
    [InEnglish("Reminders", "How often it reminds after the first time.")]
    public Input<int> Reminders { get; set; } = new(3);

    /// <summary><c>yes</c> while another reminder is due; empty when all have signed or were reminded often enough.</summary>
    [Output(DisplayName = "再催办", Description = "逾期且尚可再催办时为 yes，否则为空。")]
    [InEnglish("Remind", "yes when it is overdue and may be reminded again; empty otherwise.")]
    public Output<string> Remind { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var document = await DocumentAsync(context);
        var missing = await context.GetRequiredService<AskReceipts>().Run(document, context.CancellationToken);
        if (missing.Count == 0)
        {
            await FinishAsync(context, document, isOverdue: false);
            return;
        }

        var cutOff = document.Reminders == 0 ? missing[0].DueAt : NextDue(context, document);
        foreach (var receipt in missing)
        {
            var request = new JsonObject
            {
                ["documentId"] = Digits(document.Id), ["number"] = document.Number, ["title"] = document.Title, ["issuer"] = (await context.CaseAsync()).Applicant!.FullName,
                ["recipientId"] = Digits(receipt.RecipientId), ["dueAt"] = receipt.DueAt.ToString("O", CultureInfo.InvariantCulture), ["reminder"] = document.Reminders,
            };
            await AskAsync(
                context,
                new Question(["Acknowledge", "AcknowledgeAndForward", "NotForUs"], request)
                {
                    Key = Digits(receipt.RecipientId), Organisation = receipt.Recipient, CutOff = cutOff, OutcomeAtCutOff = "Overdue", Priority = document.Reminders,
                },
                OnDecidedAsync);
        }
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        var document = await DocumentAsync(context);
        if (answer.Outcome != "Overdue" && !await SignAsync(context, document, answer)) return;

        // Each recipient answers for itself; the last one, or its deadline, ends the step.
        var instance = context.WorkflowExecutionContext.Id;
        var asked = await context.Db().WorkItems.Where(i => i.InstanceId == instance && i.BookmarkId!.StartsWith(context.Id)).ToListAsync(context.CancellationToken);
        if (asked.Exists(i => context.Db().Entry(i).State != EntityState.Deleted)) return;
        var isOverdue = await context.Db().DocumentReceipts.Where(r => r.DocumentId == document.Id).ToListAsync(context.CancellationToken) is var all && all.Exists(r => r.ReceivedAt is null);
        await FinishAsync(context, document, isOverdue);
    }

    private async ValueTask<bool> SignAsync(ActivityExecutionContext context, Document document, Answer answer)
    {
        var recipient = (await context.Db().FinishedWorkItems.FindAsync([long.Parse(answer.WorkItemId, CultureInfo.InvariantCulture)], context.CancellationToken))!.OrganisationId;
        var action = Enum.Parse<ReceiptAction>(answer.Outcome);
        var signed = context.OrRefuse(await context.GetRequiredService<SignReceipt>().Run(document.Id, recipient, action, answer.Comment, context.CancellationToken));
        if (signed is null) return false;
        if (action == ReceiptAction.AcknowledgeAndForward)
        {
            var instance = context.WorkflowExecutionContext.IdentityGenerator.GenerateId();
            var item = await context.GetRequiredService<BeginForward>().Run(signed, instance, context.CancellationToken);
            if (item is not null) await context.DispatchAsync(item);
        }

        return true;
    }

    private async ValueTask FinishAsync(ActivityExecutionContext context, Document document, bool isOverdue)
    {
        Remind.Set(context, isOverdue && document.Reminders < context.Get(Reminders) ? "yes" : "");
        await context.CompleteActivityWithOutcomesAsync(isOverdue ? "Overdue" : "AllReceived");
    }

    private static async Task<Document> DocumentAsync(ActivityExecutionContext context) =>
        await context.Db().DocumentOfCase(context.CaseId(), context.CancellationToken) ?? throw new InvalidOperationException(
            $"Expected case {context.CaseId()} to have a numbered document before it is signed for, found none. Put 发文 before activity {context.Activity.Id}.");

    private static DateTimeOffset NextDue(ActivityExecutionContext context, Document document) =>
        ShanghaiTime.EndOf(context.GetRequiredService<WorkingDays>().Add(ShanghaiTime.DayOf(context.Now()), document.ReceiptDays));

    private static string Digits(long id) => id.ToString(CultureInfo.InvariantCulture);
}
