using Elsa.Workflows.Activities.Flowchart.Options;

namespace Workflows.Engine.Tests.Flow;

public class FlowchartTests
{
    [Fact]
    public async Task A_connection_is_followed_on_the_outcome_it_starts_from()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("A:Approve>B A:Reject>C B>D C>D"));

        await engine.Resume(id, "A", "Reject");
        engine.Waiting(id).ShouldBe("C");
        await engine.Resume(id, "C");
        await engine.Resume(id, "D");

        engine.Completed(id).ShouldBe("A C D");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData("A>B")]
    [InlineData("A:Done>B")]
    public async Task An_activity_without_outcomes_follows_connections_without_a_port_and_those_from_Done(string connections)
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw(connections, new Step("A")));

        engine.Waiting(id).ShouldBe("B");
    }

    [Fact]
    public async Task A_convergence_waits_for_all_paths_that_were_taken()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F:x>A F:y>B F:z>C A>D B>D C>D", new Step("F", "x", "y")));

        engine.Waiting(id).ShouldBe("A B");
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("A");
        await engine.Resume(id, "A");
        engine.Waiting(id).ShouldBe("D");
    }

    [Fact]
    public async Task A_path_that_dies_late_does_not_keep_a_convergence_waiting()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F>A F>B A>C B:Go>B1 B1>B2 B2>C", new Step("F")));

        await engine.Resume(id, "A");
        engine.Waiting(id).ShouldBe("B");
        await engine.Resume(id, "B", "Stop");

        engine.Waiting(id).ShouldBe("C");
    }

    [Fact]
    public async Task A_terminal_activity_ends_the_chart_and_cancels_what_still_waits()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F>A F>B A>E B>C", new Step("F"), new End { Id = "E" }));

        await engine.Resume(id, "A");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Trace(id).ShouldBe("F A? B? A! A E B~");
        engine.Store.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_chart_completes_when_nothing_in_it_is_left_to_do()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F>A F>B", new Step("F")));

        await engine.Resume(id, "A", "Nowhere");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        await engine.Resume(id, "B");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_chart_does_not_complete_over_a_faulted_activity()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(
            Chart.Draw("F>A F>B", new Step("F"), new Fail("B")),
            x => x.Options.IncidentStrategyType = typeof(Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy));

        await engine.Resume(id, "A");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        engine.Instance(id).WorkflowState.Incidents.Single().ActivityId.ShouldBe("B");
    }

    [Fact]
    public async Task An_empty_chart_completes_at_once()
    {
        await using var engine = new TestEngine();

        engine.Status(await engine.Run(new Flowchart())).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task The_start_is_the_trigger_then_the_given_one_then_a_Start_then_what_can_start_then_what_nothing_leads_to_then_the_first()
    {
        var chart = Chart.Draw("A>B B>A");
        (await Started(chart)).ShouldBe("A");

        chart = Chart.Draw("A>A C>A");
        (await Started(chart)).ShouldBe("C");

        chart = Chart.Draw("A C D");
        chart.Activities.Last().SetCanStartWorkflow(true);
        (await Started(chart)).ShouldBe("D");

        chart.Activities.Add(new Start { Id = "S" });
        chart.Connections.Add(new Connection(chart.Activities.Last(), chart.Activities.ElementAt(1)));
        (await Started(chart)).ShouldBe("C");

        chart.Start = chart.Activities.First();
        (await Started(chart)).ShouldBe("A");

        (await Started(chart, new WorkflowStart { TriggerActivityId = "D" })).ShouldBe("D");

        static async Task<string> Started(Flowchart chart, WorkflowStart? start = null)
        {
            await using var engine = new TestEngine();
            return engine.Waiting(await engine.Run(chart, start: start));
        }
    }

    [Fact]
    public async Task A_chart_started_by_a_trigger_goes_on_from_it_after_a_suspension()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("A>B T>B B>C"), start: new WorkflowStart { TriggerActivityId = "T" });

        await engine.Resume(id, "T");
        engine.Waiting(id).ShouldBe("B");
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("C");
    }

    [Fact]
    public async Task An_activity_that_cannot_be_reached_from_the_start_must_not_complete()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("A>B C>D", new Stray("A", "C")));

        await engine.Resume(id, "C");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Instance(id).WorkflowState.Incidents.Single().Message.ShouldContain("\"C\" to be reachable from the start \"A\"");
    }

    [Fact]
    public async Task A_connection_may_lead_back_only_to_what_every_way_passes()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("A:x>B A:y>C B>C C:Return>B"));

        await engine.Resume(id, "A", "y");
        await engine.Resume(id, "C", "Return");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Instance(id).WorkflowState.Incidents.Single().Message.ShouldContain("leads back");
    }

    [Fact]
    public async Task What_is_run_by_a_connection_that_leads_back_is_told_so()
    {
        await using var engine = new TestEngine();
        var first = new Tell("A");
        var id = await engine.Run(Chart.Draw("A>B B:Return>A", first));

        await engine.Resume(id, "B", "Return");

        engine.Console.ToString().ShouldBe("A first; A back; ");
    }

    [Fact]
    public async Task A_cancelled_activity_counts_as_visited_and_follows_nothing()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F>A F>B A>C B>C", new Step("F"), new Wait("A"), new CancelOther("B", "A")));

        engine.Waiting(id).ShouldBe("C");
        engine.Trace(id).ShouldBe("F A? A~ B C?");
    }

    [Fact]
    public async Task An_activity_may_go_on_with_outcomes_while_it_still_runs()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("A:Started>B A:Done>C", new Announce("A")));

        engine.Waiting(id).ShouldBe("A B");
        await engine.Resume(id, "B");
        await engine.Resume(id, "A");

        engine.Waiting(id).ShouldBe("C");
    }

    [Fact]
    public async Task The_mode_is_taken_from_the_instance_then_from_the_options_then_from_the_flag()
    {
        (await Mode(new FlowchartOptions(), "TokenBased")).ShouldBe("token");
        (await Mode(new FlowchartOptions(), 1)).ShouldBe("token");
        (await Mode(new FlowchartOptions { DefaultExecutionMode = FlowchartExecutionMode.TokenBased }, FlowchartExecutionMode.CounterBased)).ShouldBe("counter");
        (await Mode(new FlowchartOptions { DefaultExecutionMode = FlowchartExecutionMode.TokenBased }, "Default")).ShouldBe("token");
        (await Mode(new FlowchartOptions { DefaultExecutionMode = FlowchartExecutionMode.TokenBased }, null)).ShouldBe("token");
        (await Mode(new FlowchartOptions(), null)).ShouldBe("counter");

        static async Task<string> Mode(FlowchartOptions options, object? property)
        {
            await using var engine = new TestEngine(x => x.AddSingleton(Microsoft.Extensions.Options.Options.Create(options)));
            var start = property == null ? null : new WorkflowStart { Properties = new Dictionary<string, object> { [Flowchart.ExecutionModePropertyKey] = property } };
            var id = await engine.Run(Chart.Draw("A>B"), start: start);
            await engine.Resume(id, "A");
            return engine.Instance(id).WorkflowState.ActivityExecutionContexts.Single(x => x.ScheduledActivityNodeId.EndsWith("chart", StringComparison.Ordinal)).Properties.ContainsKey("Flowchart.Tokens") ? "token" : "counter";
        }
    }

    [Fact]
    public async Task A_chart_inside_a_chart_keeps_its_own_counts()
    {
        await using var engine = new TestEngine();
        var inner = Chart.Draw("X>Y X>Z Y>W Z>W", new Step("X"));
        inner.Id = "inner";
        var id = await engine.Run(Chart.Draw("A>inner inner>B B:Return>A", inner));

        for (var round = 0; round < 3; round++)
        {
            await engine.Resume(id, "A");
            engine.Waiting(id).ShouldBe("Y Z");
            await engine.Resume(id, "Z");
            await engine.Resume(id, "Y");
            await engine.Resume(id, "W");
            await engine.Resume(id, "B", "Return");
        }

        engine.Waiting(id).ShouldBe("A");
    }

    [Fact]
    public async Task A_chart_of_ten_thousand_activities_that_all_may_return_to_the_start_is_analysed_and_skipped_in_time()
    {
        await using var engine = new TestEngine();
        var text = string.Join(' ', Enumerable.Range(0, 10_000).Select(x => $"N{x}:On>N{x + 1}" + (x == 0 ? "" : $" N{x}:Return>N0")));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var id = await engine.Run(Chart.Draw(text));
        await engine.Resume(id, "N0", "Nowhere");

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    /// <summary>Schedules another activity of its chart, to which no connection leads.</summary>
    private sealed class Stray : Activity
    {
        private readonly string _other;

        public Stray(string id, string other)
        {
            Id = id;
            _other = other;
        }

        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            var chart = (Flowchart)context.ParentActivityExecutionContext!.Activity;
            await context.SendSignalAsync(new Elsa.Workflows.Signals.ScheduleChildActivity(chart.Activities.Single(x => x.Id == _other)));
            await context.CompleteActivityAsync();
        }
    }

    private sealed class Tell : Activity
    {
        public Tell(string id) => Id = id;

        protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            context.GetRequiredService<IStandardOutStreamProvider>().GetTextWriter().Write($"{Id} {(context.ActivityInput.ContainsKey("BackwardConnection") ? "back" : "first")}; ");
            return context.CompleteActivityAsync();
        }
    }

    private sealed class CancelOther : Activity
    {
        private readonly string _other;

        public CancelOther(string id, string other)
        {
            Id = id;
            _other = other;
        }

        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            await context.ParentActivityExecutionContext!.Children.Single(x => x.Activity.Id == _other).CancelActivityAsync();
            await context.CompleteActivityAsync();
        }
    }

    private sealed class Announce : Activity
    {
        public Announce(string id) => Id = id;

        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            await context.ScheduleOutcomesAsync("Started");
            context.CreateBookmark();
        }
    }
}
