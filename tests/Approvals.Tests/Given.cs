using System.Text.Json.Nodes;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Approvals.WorkItems;
using Case = Workflows.Approvals.Cases.Case;

namespace Workflows.Approvals.Tests;

/// <summary>Small things to start a rule's test from. Days are of 2023, times of Shanghai.</summary>
internal static class Given
{
    public const long Unit = 10, Superior = 20, ProjectGroup = 30;
    public const long Applicant = 1, Head = 2, Custodian = 3, Stranger = 9;
    public const long HeadSeat = 200;

    private static long id = 1000;

    public static long NextId() => ++id;

    public static DateTimeOffset At(int month, int day, int hour = 9, int minute = 0) => new(2023, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    public static DateOnly Day(int month, int day) => new(2023, month, day);

    /// <summary>The national call PS3: 31 May, direct and recommended.</summary>
    public static Call National()
    {
        var call = new Call { Id = NextId(), Code = "PS3", Title = "第三批实验点申报", Kind = "pilotSite", Routes = [Route.Direct, Route.Recommended], Materials = [new("申请表", true, false)] };
        call.SetDeadline(Day(5, 31)).ShouldBeNull();
        return call;
    }

    /// <summary>Liaoning's child call PS3-LN: 29 May, paper and electronic.</summary>
    public static Call Child(Call national)
    {
        var call = new Call
        {
            Id = NextId(), Code = "PS3-LN", Title = "第三批实验点申报", Kind = "pilotSite", ParentId = national.Id, ScopeAreaCode = "21",
            Routes = [Route.Recommended], Materials = [new("申请表", true, true)],
        };
        call.SetDeadline(Day(5, 29), parent: national).ShouldBeNull();
        return call;
    }

    public static Call Opened(this Call call)
    {
        call.Open().ShouldBeNull();
        return call;
    }

    public static Case Case() => new() { Id = NextId(), Number = "PS3-LN-0001", CallId = 1, NationalCallId = 1, ApplicantId = Unit, ChainId = "pilot-site-application" };

    /// <summary>Submits a form of which everything but <c>phone</c> is under the seal.</summary>
    public static CaseForm Submitted(this Case item, string name = "凌海开放大学", string phone = "0416-8121234", DateTimeOffset? at = null)
    {
        var content = new JsonObject { ["implementingUnit"] = name, ["phone"] = phone };
        var underSeal = new JsonObject { ["implementingUnit"] = name };
        return item.Submit(NextId(), "pilot-site", content, underSeal, Applicant, at ?? At(5, 10)).Form;
    }

    public static Marking Marking(this Case item, string block, long organisation, long person, DateTimeOffset? at = null) =>
        new(block, organisation, person, SeatId: null, item.Form("pilot-site")!, at ?? At(5, 11));

    public static Result<Opinion> Opinion(this Case item, string block = "superiorOpinion", OpinionDecision decision = OpinionDecision.Approve, string? text = "同意推荐", long organisation = Superior) =>
        item.Write(NextId(), item.Marking(block, organisation, Head), decision, text);

    public static Result<SignatureRecord> Signature(this Case item, string block = "pledge", long organisation = Unit, long person = Applicant) =>
        item.Sign(NextId(), item.Marking(block, organisation, person));

    public static Result<SealUse> Sealed(this Case item, string block, Seal seal, long? organisation = null, long person = Custodian, string? after = null) =>
        item.Affix(NextId(), item.Seals.Count + 1, item.Marking(block, organisation ?? seal.OwnerId, person, At(5, 12)), seal, after);

    public static Seal Seal(long owner) => new() { Id = NextId(), OwnerId = owner, Name = $"印章{owner}", ValidFrom = new DateOnly(2020, 1, 1) };

    public static Organisation Organisation(long id, OrgKind kind, AdminLevel level, string area, long? parent = null, bool? authority = null) => new()
    {
        Id = id, FullName = $"{kind} {id}", ShortName = $"{id}", Kind = kind, Level = level, GovernedBy = level, AreaCode = area, AdminParentId = parent,
        IsEducationAuthority = authority ?? kind == OrgKind.EducationAuthority,
    };

    public static WorkItem WorkItem(string? outcomeWhenDue = null, bool recallable = false, DateTimeOffset? due = null, EscalationTarget escalates = EscalationTarget.Head, WorkItemActions allows = WorkItemActions.None) => new()
    {
        Id = NextId(), Kind = "OpinionTask", CaseId = 1, CallId = 1, ChainId = "c", OrganisationId = Superior, SeatId = HeadSeat, Title = new Label("意见", "Opinion"),
        Outcomes = [new("Approve", new Label("同意", "Approve")), new("Return", new Label("退回修改", "Return")), new("Reject", new Label("不同意", "Reject"))],
        OutcomeWhenDue = outcomeWhenDue, EscalatesTo = escalates, IsRecallable = recallable, DueAt = due, CaseNumber = "PS3-LN-0001", Allows = allows,
    };

    public static Decider Decider(long person, params long[] seats) => new(person, seats.Append(person).ToHashSet());

    public static void ShouldBeRefusedAs<T>(this Result<T> result, string code)
    {
        result.Refusal.ShouldNotBeNull();
        result.Refusal.Code.ShouldBe(code);
    }

    public static void ShouldBeCode(this Refusal? refusal, string code)
    {
        refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe(code);
    }
}
