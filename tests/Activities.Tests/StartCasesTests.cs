using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Duties;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities.Tests;

public class StartCasesTests
{
    private const string Tasks = """
        {
          "tasks": [
            { "no": "一.1", "text": "完善三级指导中心建设", "responsibleUnits": "县社区教育指导中心", "recipients": ["units"], "deliverable": "进展报告", "link": "report" },
            { "no": "四.2", "text": "活动周活动指导" }
          ],
          "recipientGroups": { "units": [{ "levels": ["county"], "kinds": ["openUniversity"] }], "all": [{ "levels": ["county"], "kinds": ["openUniversity", "communityCollege"] }] },
          "defaultRecipients": ["all"],
          "taskDue": "2023-12-31"
        }
        """;

    private static StartCases Dispatch() => new()
    {
        FormKey = new("task-result"), Items = new("tasks"), Duty = new("workPoint"), Receiver = new("projectGroup"), Due = new("taskDue"), Chain = new("child"),
    };

    private static async Task<World> Liaoning(Action<Call>? change = null)
    {
        var world = await World.Build(change ?? (call => call.Parameters = (JsonObject)JsonNode.Parse(Tasks)!));
        await world.AddChain("child", new SetCaseStatus { Status = new("inReview") });
        return world;
    }

    [Fact]
    public async Task Each_item_goes_to_its_responsible_units_and_the_one_that_names_none_is_flagged()
    {
        await using var world = await Liaoning();

        await world.StartForCall(Dispatch());

        (await world.Outcome()).ShouldBe("Dispatched");
        var duties = await Duties(world);
        duties.Select(d => (d.ItemNo, d.OwnerId)).ShouldBe(
            [("一.1", world.Organisations["unit"]), ("四.2", world.Organisations["unit"]), ("四.2", world.Organisations["unit2"])], ignoreOrder: true);
        duties.Where(d => d.ItemNo == "四.2").ShouldAllBe(d => d.Flag == DutyItem.NoResponsibleUnit);
        duties.Single(d => d.ItemNo == "一.1").Flag.ShouldBeNull();
        duties.ShouldAllBe(d => d.ReceiverId == world.Organisations["group"] && d.State == DutyState.Open && d.Year == 2023);
        duties.ShouldAllBe(d => d.DueAt == new DateTimeOffset(2023, 12, 31, 16, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task An_item_may_be_another_kind_of_duty_with_a_form_of_its_own_and_is_so_only_where_duties_are_dispatched()
    {
        await using var world = await Liaoning(call =>
        {
            call.Parameters = (JsonObject)JsonNode.Parse(Tasks)!;
            (call.Parameters["tasks"]![0]!["duty"], call.Parameters["tasks"]![0]!["form"]) = ("surveyReport", "survey-report");
        });

        await world.StartForCall(Dispatch());

        (await Duties(world)).Select(d => (d.ItemNo, d.Kind)).Distinct().ShouldBe([("一.1", DutyKind.SurveyReport), ("四.2", DutyKind.WorkPoint)], ignoreOrder: true);
        (await Forms()).ShouldBe(["survey-report", "task-result"], ignoreOrder: true);

        await world.StartForCall(new StartCases { Items = new("tasks"), OnlyLinked = new("report"), Period = new("2023-H2"), FormKey = new("nomination"), Chain = new("child") });
        (await Forms()).ShouldBe(["survey-report", "task-result", "nomination"], ignoreOrder: true);

        Task<List<string?>> Forms() => world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Cases.Select(c => c.FormKey).Distinct().ToListAsync());
    }

    [Fact]
    public async Task A_kind_of_duty_that_does_not_exist_is_an_incident()
    {
        await using var world = await Liaoning(call =>
        {
            call.Parameters = (JsonObject)JsonNode.Parse(Tasks)!;
            call.Parameters["tasks"]![0]!["duty"] = "survey";
        });

        await world.StartForCall(Dispatch());

        (await world.Outcome()).ShouldBe("Fault: Expected the duty of item 一.1 of call PS3 to be a kind of duty, e.g. surveyReport, found survey. Correct the item.");
    }

    [Fact]
    public async Task Running_again_opens_nothing_twice()
    {
        await using var world = await Liaoning();

        await world.StartForCall(Dispatch());
        await world.StartForCall(Dispatch());

        (await world.Outcome()).ShouldBe("Dispatched");
        (await Duties(world)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Under_several_calls_a_case_is_opened_in_each_that_is_open_with_that_calls_title_and_deadline()
    {
        await using var world = await Liaoning(call => call.Parameters = new() { ["selections"] = new JsonArray("PS3-LN", "PS3") });
        StartCases Nominate() => new() { Recipients = new("projectGroup"), UnderCalls = new("selections"), FormKey = new("nomination"), Chain = new("child") };

        await world.StartForCall(Nominate());

        var opened = await Opened();
        opened.Select(c => c.CallId).ShouldBe([world.Provincial, world.National], ignoreOrder: true);
        opened.Single(c => c.CallId == world.Provincial).ShouldSatisfyAllConditions(c => c.Title.ShouldBe("第三批实验点（辽宁）"), c => c.DueAt.ShouldBe(new DateTimeOffset(2023, 5, 29, 16, 0, 0, TimeSpan.Zero)), c => c.Parameters.Count.ShouldBe(0));

        await world.StartForCall(Nominate());
        (await Opened()).Count.ShouldBe(2);

        Task<List<Workflows.Approvals.Cases.Case>> Opened() => world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Cases.ToListAsync());
    }

    [Fact]
    public async Task Under_calls_that_are_closed_nothing_is_opened_and_it_says_how_many_were()
    {
        await using var world = await Liaoning(call => call.Parameters = new() { ["selections"] = new JsonArray("PS3-LN") });
        world.Clock.Advance(TimeSpan.FromDays(10));

        await world.StartForCall(new StartCases { Recipients = new("projectGroup"), UnderCalls = new("selections"), FormKey = new("nomination"), Chain = new("child") });

        (await world.Outcome()).ShouldBe("Dispatched");
        (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Cases.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_period_is_dispatched_anew()
    {
        await using var world = await Liaoning();
        foreach (var period in new[] { "2023-H1", "2023-H2" })
            await world.StartForCall(new StartCases { Recipients = new("filingBody"), Duty = new("halfYearReport"), Receiver = new("projectGroup"), Period = new(period), Due = new("07-15"), FormKey = new("half-year-report"), Chain = new("child") });

        var duties = await Duties(world);

        duties.Select(d => d.Period).ShouldBe(["2023-H1", "2023-H2"], ignoreOrder: true);
        duties.ShouldAllBe(d => d.OwnerId == world.Organisations["caea"] && d.DueAt == new DateTimeOffset(2023, 7, 15, 16, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_unit_and_a_call_that_are_named_in_the_chart_stand_in_place_of_the_others()
    {
        await using var world = await Liaoning();
        var unit = world.Organisations["unit2"].ToString(System.Globalization.CultureInfo.InvariantCulture);
        var call = await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Calls.FirstAsync(c => c.Id == world.Provincial));

        await world.StartForCall(new StartCases { Recipients = new("filingBody"), Unit = new(unit), CallCode = new(call.Code), Duty = new("workPlan"), Receiver = new("projectGroup"), FormKey = new("work-plan"), Chain = new("child") });

        (await world.Outcome()).ShouldBe("Dispatched");
        (await Duties(world)).ShouldHaveSingleItem().OwnerId.ShouldBe(world.Organisations["unit2"]);
        (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Cases.Where(c => c.ChainId == "child").ToListAsync())).ShouldHaveSingleItem().CallId.ShouldBe(world.Provincial);
    }

    [Fact]
    public async Task The_unit_finds_in_its_form_what_it_was_given_and_its_chain_is_queued()
    {
        await using var world = await Liaoning();

        await world.StartForCall(new StartCases { Items = new("tasks"), OnlyLinked = new("report"), FormKey = new("task-result"), Chain = new("child") });

        var item = (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Cases.ToListAsync())).ShouldHaveSingleItem();
        item.Status.ShouldBe(CaseStatus.Open);
        item.Parameters["taskText"]!.ToString().ShouldBe("完善三级指导中心建设");
        (await Duties(world)).ShouldBeEmpty();
        (await world.WorkOff()).ShouldBe(1);
        (await world.Read(async scope => (await scope.GetRequiredService<ApprovalsDb>().Cases.SingleAsync()).Status)).ShouldBe(CaseStatus.InReview);
        (await world.Read(scope => scope.GetRequiredService<Engine.Storage.IWorkflowStore>().FindInstanceAsync(item.InstanceId!).AsTask())).ShouldNotBeNull().CorrelationId.ShouldBe($"case:{item.Id}");
    }

    [Fact]
    public async Task A_unit_that_already_has_a_case_may_get_further_ones_from_a_chain()
    {
        await using var world = await Liaoning(call => { call.CasesPerUnit = 1; call.Audience = new Audience([new([AdminLevel.County], [OrgKind.OpenUniversity])]); });
        await world.StartForCall(new StartCases { Chain = new("child"), FormKey = new("survey-report"), Title = new("调研") });

        await world.Case();

        (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Cases.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task What_the_leader_unit_owes_its_leader_unit_goes_to_who_assesses()
    {
        await using var world = await Liaoning();
        var agreement = await Agreements.Proposed(world);

        await world.Start(new StartCases { Recipients = new("members"), Receiver = new("leaderUnit"), Duty = new("workPlan"), Due = new("2023-12-31"), FormKey = new("work-plan"), Chain = new("child") }, agreement);

        (await Duties(world)).ToDictionary(d => d.OwnerId, d => d.ReceiverId).ShouldBe(
            new Dictionary<long, long> { [world.Organisations["unit"]] = world.Organisations["group"], [world.Organisations["unit2"]] = world.Organisations["unit"] }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_unit_with_nobody_above_it_reports_to_who_assesses_and_that_body_to_its_superior()
    {
        await using var world = await Liaoning(call => call.Audience = new Audience([new([AdminLevel.County], [OrgKind.OpenUniversity]), new([AdminLevel.National], [OrgKind.Caea])]));
        await world.Units.Run<bool>(Actor.System, async (scope, _) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            (await db.Organisations.FindAsync(world.Organisations["caea"]))!.CompetentSuperiorId = world.Organisations["edu"];
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Organisation(world.Organisations["caea"]), "test.furnished");
            return true;
        });
        StartCases Report() => new() { Duty = new("workPoint"), Receiver = new("guidanceParent"), Due = new("2023-12-31"), FormKey = new("task-result"), Chain = new("child") };
        await world.StartForCall(Report());
        var duties = await Duties(world);
        duties.Single(d => d.OwnerId == world.Organisations["unit"]).ReceiverId.ShouldBe(world.Organisations["group"]);

        await using var own = await Liaoning(call => { call.AssessById = null; call.Audience = new Audience([new([AdminLevel.County], [OrgKind.OpenUniversity])]); });
        await own.StartForCall(Report());

        (await Duties(own)).ShouldHaveSingleItem().ReceiverId.ShouldBe(own.Organisations["bureau"]);
    }

    private static Task<List<Duty>> Duties(World world) => world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Duties.ToListAsync());
}
