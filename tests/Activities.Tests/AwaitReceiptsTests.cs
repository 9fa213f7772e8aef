using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;

namespace Workflows.Activities.Tests;

public class AwaitReceiptsTests
{
    private static AwaitReceipts Receipts() => new() { Role = new("receivingClerk") };

    [Fact]
    public async Task Every_main_recipient_but_the_issuer_signs_and_the_last_one_ends_it()
    {
        await using var world = await World.Build();
        var id = await Notices.Numbered(world, Notices.Form.Replace("\"county\"", "\"county\", \"province\"").Replace("\"openUniversity\"", "\"openUniversity\", \"guidanceCentre\""));
        await world.Start(Receipts(), id);
        (await world.WorkItems()).Count.ShouldBe(2);

        (await world.Decide("centre.receivingClerk", "Acknowledge")).ShouldBeNull();
        (await world.Outcome()).ShouldBeNull();
        (await world.Decide("unit2.handler", "NotForUs", "不属本单位业务")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("AllReceived");
        (await Signed(world)).Select(r => r.Action).ShouldBe([ReceiptAction.Acknowledge, ReceiptAction.NotForUs], ignoreOrder: true);
    }

    [Fact]
    public async Task Not_for_us_needs_a_reason()
    {
        await using var world = await World.Build();
        await world.Start(Receipts(), await Notices.Numbered(world));

        (await world.Decide("unit2.handler", "NotForUs"))!.Code.ShouldBe("receipt.reason-required");

        (await world.Outcome()).ShouldBeNull();
    }

    [Fact]
    public async Task When_the_days_are_over_it_is_overdue_and_asked_again_it_reminds_and_the_receipt_is_late()
    {
        await using var world = await World.Build();
        var id = await Notices.Numbered(world);
        await world.Start(Receipts(), id);

        await world.Until("2023-05-29T23:59");
        (await world.Outcome()).ShouldBeNull();
        await world.Until("2023-05-30T00:01");
        (await world.Outcome()).ShouldBe("Overdue");
        (await world.WorkItems()).ShouldBeEmpty();

        await world.Start(Receipts(), id);
        (await world.WorkItems()).ShouldHaveSingleItem().Priority.ShouldBe(1);
        (await world.Decide("unit2.handler", "Acknowledge")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("AllReceived");
        (await Signed(world)).ShouldHaveSingleItem().IsLate.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_forwards_it_gets_a_draft_with_this_document_upstream()
    {
        await using var world = await World.Build();
        await world.AddChain("pilot-site-application", new SetCaseStatus { Status = new("open") });
        var id = await Notices.Numbered(world);
        await world.Start(Receipts(), id);

        (await world.Decide("unit2.handler", "AcknowledgeAndForward")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("AllReceived");
        var draft = await world.Read(async scope => await scope.GetRequiredService<ApprovalsDb>().Cases.SingleAsync(c => c.ParentId == id));
        (draft.ApplicantId, draft.Parameters["upstreamNumber"]!.ToString()).ShouldBe((world.Organisations["unit2"], "辽社指〔2023〕1号"));
        (await Signed(world)).ShouldHaveSingleItem().ForwardCaseId.ShouldBe(draft.Id);
        (await world.WorkOff()).ShouldBe(1);
        (await world.Read(async scope => (await scope.GetRequiredService<ApprovalsDb>().Cases.SingleAsync(c => c.ParentId == id)).Status)).ShouldBe(CaseStatus.Open);
    }

    private static Task<List<DocumentReceipt>> Signed(World world) =>
        world.Read(scope => scope.GetRequiredService<ApprovalsDb>().DocumentReceipts.Where(r => r.ReceivedAt != null).ToListAsync());
}
