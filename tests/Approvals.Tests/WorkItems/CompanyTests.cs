using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Tests.WorkItems;

/// <summary>转办, 委派, 加签, 减签, 沟通, 补正.</summary>
public class CompanyTests
{
    private const long Deputy = 4, DeputySeat = 400;
    private static readonly DateTimeOffset Now = Given.At(5, 22);
    private static readonly Decider Head = Given.Decider(Given.Head, Given.HeadSeat);
    private static readonly Decider Other = Given.Decider(Deputy, DeputySeat);
    private static readonly Seat Reviewer = new() { Id = DeputySeat, OrganisationId = Given.Superior, Role = SeatRole.Reviewer };
    private static readonly Seat Elsewhere = new() { Id = 500, OrganisationId = Given.Unit, Role = SeatRole.Handler };
    private static readonly WorkingDays Calendar = new([], []);

    private static WorkItem Item(DateTimeOffset? due = null, WorkItemActions allows = (WorkItemActions)63) => Given.WorkItem(due: due, allows: allows);

    private static WorkItem Asked(WorkItem item, CompanionKind kind, Seat? whom = null) => item.Ask(Given.NextId(), kind, Head, whom ?? Reviewer, Deputy, "请核实", Now).Value;

    [Fact]
    public void Transferred_it_is_the_others_and_no_longer_mine()
    {
        var item = Item();
        item.Transfer(Head, Reviewer, Deputy).ShouldBeNull();
        item.Decide(new Decision("Approve"), Head, Now).ShouldBeRefusedAs("work-item.not-yours");
        item.Decide(new Decision("Approve"), Other, Now).Refusal.ShouldBeNull();
    }

    [Fact]
    public void R25_a_block_stays_with_its_organisation_and_R29_a_barred_person_gets_nothing()
    {
        var item = Item();
        item.Transfer(Head, Elsewhere, null).ShouldBeCode("work-item.other-organisation");
        item.Ask(1, CompanionKind.Delegated, Head, Elsewhere, null, "请核实", Now).ShouldBeRefusedAs("work-item.other-organisation");
        item.Barred.Add(new BarredPerson { PersonId = Deputy, WorkItemId = item.Id });
        item.Transfer(Head, Reviewer, Deputy).ShouldBeCode("work-item.target-barred");
        item.PassOn(1, Head, Reviewer, Deputy, null, Now).ShouldBeRefusedAs("work-item.target-barred");
        item.Transfer(Head, Reviewer, Given.Head).ShouldBeCode("work-item.same-holder");
    }

    [Fact]
    public void Whoever_keeps_the_seal_decides_nothing_and_may_advise()
    {
        var custodian = new Seat { Id = 600, OrganisationId = Given.Superior, Role = SeatRole.SealCustodian };
        Item().Transfer(Head, custodian, Deputy).ShouldBeCode("work-item.custodian-decides-nothing");
        Item().PassOn(1, Head, custodian, Deputy, null, Now).ShouldBeRefusedAs("work-item.custodian-decides-nothing");
        Item().Ask(1, CompanionKind.Delegated, Head, custodian, Deputy, "请核实", Now).Refusal.ShouldBeNull();
    }

    [Fact]
    public void What_the_chain_does_not_allow_is_refused()
    {
        var item = Item(allows: WorkItemActions.None);
        item.Transfer(Head, Reviewer, Deputy).ShouldBeCode("work-item.action-not-offered");
        item.Ask(1, CompanionKind.SignBefore, Head, Reviewer, Deputy, "请核实", Now).ShouldBeRefusedAs("work-item.action-not-offered");
        item.Ask(1, CompanionKind.Question, Head, Reviewer, Deputy, "请核实", Now).Refusal.ShouldBeNull();
        item.Ask(1, CompanionKind.Question, Head, Reviewer, Deputy, " ", Now).ShouldBeRefusedAs("work-item.words-required");
    }

    [Fact]
    public void Delegated_it_waits_for_the_words_and_comes_back_to_who_delegated()
    {
        var item = Item();
        var companion = Asked(item, CompanionKind.Delegated);
        item.Decide(new Decision("Approve"), Head, Now).ShouldBeRefusedAs("work-item.waits");
        item.Transfer(Head, Reviewer, Deputy).ShouldBeCode("work-item.waits");
        item.Release(Head).ShouldBeCode("work-item.waits");
        companion.Decide(new Decision("Replied"), Other, Now).ShouldBeRefusedAs("work-item.words-required");
        companion.Decide(new Decision("Replied", "建议同意"), Other, Now).Value.ParentId.ShouldBe(item.Id);
        item.Answered(companion, Calendar, Now);
        item.PersonId.ShouldBe(Given.Head);
        item.Decide(new Decision("Approve"), Head, Now).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Several_sign_before_and_all_are_waited_for()
    {
        var item = Item();
        var first = Asked(item, CompanionKind.SignBefore);
        var second = Asked(item, CompanionKind.SignBefore);
        item.Ask(1, CompanionKind.Delegated, Head, Reviewer, Deputy, "请核实", Now).ShouldBeRefusedAs("work-item.waits");
        item.Answered(first, Calendar, Now);
        item.Decide(new Decision("Approve"), Head, Now).ShouldBeRefusedAs("work-item.waits");
        item.Answered(second, Calendar, Now);
        item.Decide(new Decision("Approve"), Head, Now).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Whoever_signs_after_decides_the_same_question_and_who_passed_it_on_does_not()
    {
        var item = Item();
        var next = item.PassOn(Given.NextId(), Head, Reviewer, Deputy, "请会签", Now).Value;
        (next.BookmarkId, next.Kind, next.Outcomes.Count).ShouldBe((item.BookmarkId, item.Kind, item.Outcomes.Count));
        next.IsBarred(Given.Head).ShouldBeTrue();
        next.IsAdvice.ShouldBeFalse();
        next.Decide(new Decision("Reject"), Other, Now).ShouldBeRefusedAs("opinion.reason-required");
        next.Decide(new Decision("Approve"), Other, Now).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Paused_the_clock_stands_still_and_as_many_working_days_remain()
    {
        var item = Item(due: ShanghaiTime.EndOf(Given.Day(5, 26)));
        item.RemindsAt = Given.At(5, 24);
        var companion = Asked(item, CompanionKind.Supplement, Elsewhere);
        (item.DueAt, item.RemindsAt).ShouldBe((null, null));
        item.Escalate(Given.At(5, 30)).ShouldBeCode("work-item.not-due");

        item.Answered(companion, Calendar, Given.At(6, 5));

        // From Monday 22 to Friday 26 four working days were left; from Monday 5 June that is Friday the 9th.
        item.DueAt.ShouldBe(ShanghaiTime.EndOf(Given.Day(6, 9)));
        (item.PausedAt, item.Awaits).ShouldBe((null, 0));
    }

    [Fact]
    public void What_decides_at_its_cut_off_is_not_paused() =>
        Given.WorkItem("Late", due: Given.At(5, 29), allows: WorkItemActions.Pause).Ask(1, CompanionKind.Supplement, Head, Elsewhere, null, "请补正", Now).ShouldBeRefusedAs("work-item.time-runs");

    [Fact]
    public void A_question_is_waited_for_by_nobody()
    {
        var item = Item();
        Asked(item, CompanionKind.Question, Elsewhere);
        item.Decide(new Decision("Approve"), Head, Now).Refusal.ShouldBeNull();
    }
}
