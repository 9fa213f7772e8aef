using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Tests.WorkItems;

public class WorkItemTests
{
    private static readonly DateTimeOffset Now = Given.At(5, 20);
    private static readonly Decider Head = Given.Decider(Given.Head, Given.HeadSeat);

    [Fact]
    public void Whoever_holds_the_seat_decides_it()
    {
        var finished = Given.WorkItem().Decide(new Decision("Approve", "同意"), Head, Now).Value;
        (finished.Outcome, finished.Comment, finished.DecidedById, finished.FinishedAt).ShouldBe(("Approve", "同意", (long?)Given.Head, Now));
    }

    [Fact]
    public void A_stranger_does_not_decide_it() =>
        Given.WorkItem().Decide(new Decision("Approve"), Given.Decider(Given.Stranger, 999), Now).ShouldBeRefusedAs("work-item.not-yours");

    [Fact]
    public void An_unknown_outcome_is_refused() =>
        Given.WorkItem().Decide(new Decision("Maybe"), Head, Now).ShouldBeRefusedAs("work-item.unknown-outcome");

    [Theory]
    [InlineData("Return", "opinion.comment-required")]
    [InlineData("Reject", "opinion.reason-required")]
    public void R18_R19_return_and_reject_without_a_text_are_refused(string outcome, string code)
    {
        Given.WorkItem().Decide(new Decision(outcome, " "), Head, Now).ShouldBeRefusedAs(code);
        Given.WorkItem().Decide(new Decision(outcome, "附件缺页"), Head, Now).Refusal.ShouldBeNull();
    }

    [Fact]
    public void R29_a_barred_person_does_not_decide_it_whatever_seat_is_held()
    {
        var item = Given.WorkItem();
        item.Barred.Add(new BarredPerson { PersonId = Given.Head, WorkItemId = item.Id });
        item.Decide(new Decision("Approve"), Head, Now).ShouldBeRefusedAs("work-item.barred");
        item.Claim(Head, Now).ShouldBeCode("work-item.barred");
    }

    [Fact]
    public void A_claimed_work_item_is_decided_only_by_who_claimed_it_until_it_is_released()
    {
        var item = Given.WorkItem();
        var other = Given.Decider(Given.Stranger, Given.HeadSeat);
        item.Claim(Head, Now).ShouldBeNull();
        item.Principal.ShouldBe(Given.Head);
        item.Decide(new Decision("Approve"), other, Now).ShouldBeRefusedAs("work-item.claimed-by-other");
        item.Claim(other, Now).ShouldBeCode("work-item.claimed-by-other");
        item.Release(other).ShouldBeCode("work-item.not-yours");
        item.Release(Head).ShouldBeNull();
        item.Principal.ShouldBe(Given.HeadSeat);
        item.Decide(new Decision("Approve"), other, Now).Refusal.ShouldBeNull();
    }

    [Fact]
    public void R23_time_decides_nothing_unless_the_work_item_names_a_cut_off()
    {
        Given.WorkItem(due: Given.At(5, 10)).Expire(Now).ShouldBeRefusedAs("work-item.time-decides-nothing");
        Given.WorkItem("Late", due: Given.At(5, 29)).Expire(Now).ShouldBeRefusedAs("work-item.not-due");
        var late = Given.WorkItem("Late", due: Given.At(5, 10)).Expire(Now).Value;
        (late.Outcome, late.DecidedById).ShouldBe(("Late", null));
    }

    [Fact]
    public void R23_overdue_work_is_put_before_somebody_higher_once_and_stays_undecided()
    {
        Given.WorkItem(due: Given.At(5, 29)).Escalate(Now).ShouldBeCode("work-item.not-due");
        Given.WorkItem("Late", due: Given.At(5, 10)).Escalate(Now).ShouldBeCode("work-item.not-escalated");
        Given.WorkItem(due: Given.At(5, 10), escalates: EscalationTarget.Nobody).Escalate(Now).ShouldBeCode("work-item.not-escalated");
        var item = Given.WorkItem(due: Given.At(5, 10));
        item.Escalate(Now).ShouldBeNull();
        item.EscalatedAt.ShouldBe(Now);
        item.Escalate(Now).ShouldBeCode("work-item.not-escalated");
        item.Decide(new Decision("Approve"), Head, Now).Refusal.ShouldBeNull();
    }

    [Fact]
    public void The_clock_reminds_once_and_people_once_a_day()
    {
        var item = Given.WorkItem();
        item.RemindsAt = Given.At(5, 19);
        item.Remind(Given.At(5, 19), byHand: false).ShouldBeNull();
        item.RemindsAt.ShouldBeNull();
        item.Remind(Given.At(5, 19), byHand: true).ShouldBeCode("work-item.reminded-today");
        item.Remind(Now, byHand: true).ShouldBeNull();
        item.Remind(Now, byHand: true).ShouldBeCode("work-item.reminded-today");
        item.RemindedAt.ShouldBe(Now);
        item.ToInboxRow().RemindedAt.ShouldBe(Now);
    }

    [Fact]
    public void Only_a_recallable_work_item_is_recalled()
    {
        Given.WorkItem().Recall(Head, null, Now).ShouldBeRefusedAs("work-item.not-recallable");
        Given.WorkItem(recallable: true).Recall(Head, "撤回", Now).Value.Outcome.ShouldBe("Recalled");
    }
}
