using Elsa.Resilience;
using Elsa.Resilience.Models;
using Workflows.Engine.Descriptors;
using Workflows.Engine.Resilience;

namespace Workflows.Engine.Tests;

/// <summary>Activities that fail for a passing reason are tried again by the clock.</summary>
public sealed class ResilienceTests : IAsyncDisposable
{
    private readonly TestEngine _engine = new(services => services.Configure<ResilienceOptions>(x =>
    {
        x.Strategies.Add(new RetryStrategy { Id = "twice", MaxRetryAttempts = 2, Delay = TimeSpan.FromSeconds(10), BackoffType = BackoffType.Exponential, Category = "Post" });
        x.Strategies.Add(new RetryStrategy { Id = "patient" });
    }));

    [Fact]
    public async Task It_is_tried_again_after_growing_times_and_goes_on_when_it_succeeds()
    {
        var call = new Call { Failures = 2, CustomProperties = By("twice") };
        var id = await _engine.Run(new Sequence { Activities = { call, new Step("After") } });
        _engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        (await _engine.Pass(TimeSpan.FromSeconds(9))).ShouldBeEmpty();

        await _engine.Pass(TimeSpan.FromSeconds(1));
        call.Attempts.ShouldBe(2);
        await _engine.Pass(TimeSpan.FromSeconds(19));
        call.Attempts.ShouldBe(2);
        await _engine.Pass(TimeSpan.FromSeconds(1));

        _engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        _engine.Trace(id).ShouldBe("Call After");
        _engine.Instance(id).WorkflowState.Incidents.ShouldBeEmpty();
        _engine.Store.Timers.ShouldBeEmpty();
        _engine.Store.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_attempts_are_recorded_where_a_viewer_looks_for_them()
    {
        var id = await _engine.Run(new Sequence { Activities = { new Call { Failures = 1, CustomProperties = By("twice") } } });
        await _engine.Pass(TimeSpan.FromSeconds(10));

        var record = _engine.Store.Executions.Values.Single(x => x.ActivityId == "Call");
        record.Metadata!["HasRetryAttempts"].ShouldBe(true);
        _engine.Store.Executions.Values.Single(x => x.ActivityId == "Sequence1").Metadata!["HasRetryAttempts"].ShouldBe(true);
        record.Properties!.Keys.Order().ShouldBe(["ResilienceStrategy", "RetryAttempts"]);
        var attempt = (await _engine.With<Retries, IReadOnlyList<RetryAttemptRecord>>(x => x.ListAsync(record.Id))).ShouldHaveSingleItem();
        (attempt.AttemptNumber, attempt.RetryDelay, attempt.ActivityId, attempt.WorkflowInstanceId, attempt.Details["What"]).ShouldBe((1, TimeSpan.FromSeconds(10), "Call", id, "busy"));
        (await _engine.With<Retries, IReadOnlyList<RetryAttemptRecord>>(x => x.ListAsync("nobody"))).ShouldBeEmpty();
        _engine.Journal(id).Single(x => x.EventName == "Retrying").Message.ShouldBe("busy");
    }

    [Fact]
    public async Task After_the_last_attempt_it_fails_and_an_administrator_may_try_again()
    {
        var call = new Call { Failures = 3, CustomProperties = By("twice") };
        var id = await _engine.Run(call);
        await _engine.Pass(TimeSpan.FromSeconds(10));
        await _engine.Pass(TimeSpan.FromSeconds(20));

        _engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        _engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldBe("busy");
        _engine.Store.Timers.ShouldBeEmpty();
        await _engine.Do(x => x.RetryAsync(id));
        _engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        call.Attempts.ShouldBe(4);
    }

    [Theory]
    [InlineData("lasting", "twice")]
    [InlineData("passing", "unknown")]
    [InlineData("passing", null)]
    public async Task A_reason_that_lasts_or_a_strategy_that_is_not_there_fails_at_once(string reason, string? strategy)
    {
        var id = await _engine.Run(new Call { Failures = 1, Lasts = reason == "lasting", CustomProperties = strategy == null ? [] : By(strategy) });

        _engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
    }

    [Theory]
    [InlineData("'pa' + 'tient'", 2)]
    [InlineData("({ maxRetryAttempts: 1, delay: '00:00:07' })", 7)]
    public async Task An_expression_names_a_strategy_or_is_one(string script, int seconds)
    {
        var properties = new Dictionary<string, object> { ["resilienceStrategy"] = new Dictionary<string, object> { ["mode"] = "Expression", ["expression"] = new Dictionary<string, object> { ["type"] = "JavaScript", ["value"] = script } } };
        var id = await _engine.Run(new Call { Failures = 1, CustomProperties = properties });

        _engine.Store.Timers.Values.ShouldHaveSingleItem().DueAt.ShouldBe(_engine.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        await _engine.Pass(TimeSpan.FromSeconds(seconds));
        _engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Waiting_for_the_next_attempt_ends_with_the_instance()
    {
        var call = new Call { Failures = 1, CustomProperties = By("twice") };
        var id = await _engine.Run(call);
        await _engine.Do(x => x.CancelAsync(id));
        await _engine.Pass(TimeSpan.FromMinutes(1));

        (call.Attempts, _engine.Status(id), _engine.Store.Timers.Count).ShouldBe((1, WorkflowSubStatus.Cancelled, 0));
    }

    [Fact]
    public async Task Editors_are_told_what_may_be_tried_again_and_how()
    {
        ActivityDescriber.Describe(typeof(Call)).CustomProperties["Resilient"].ShouldBe(true);
        ActivityDescriber.Describe(typeof(Call)).CustomProperties["ResilienceCategory"].ShouldBe("Post");
        ActivityDescriber.Describe(typeof(Step)).CustomProperties.ShouldNotContainKey("Resilient");
        (await _engine.With<Retries, string>(x => Task.FromResult(string.Join(' ', x.Strategies("Post").Select(y => y.Id))))).ShouldBe("twice");
    }

    [Theory]
    [InlineData(BackoffType.Constant, 1, 10)]
    [InlineData(BackoffType.Constant, 4, 10)]
    [InlineData(BackoffType.Linear, 3, 30)]
    [InlineData(BackoffType.Exponential, 4, 80)]
    [InlineData(BackoffType.Exponential, 60, 100)]
    public void The_time_between_attempts_grows_up_to_a_limit(BackoffType type, int attempt, int seconds)
    {
        var strategy = new RetryStrategy { Id = "x", Delay = TimeSpan.FromSeconds(10), MaxDelay = TimeSpan.FromSeconds(100), BackoffType = type };
        strategy.DelayAfter(attempt, 0.5).ShouldBe(TimeSpan.FromSeconds(seconds));
        foreach (var jitter in (double[])[0, 0.5, 1]) (strategy with { UseJitter = true }).DelayAfter(1, jitter).ShouldBeInRange(TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(12.5));
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static Dictionary<string, object> By(string strategy) => new() { ["resilienceStrategy"] = new Dictionary<string, object> { ["mode"] = "Identifier", ["strategyId"] = strategy } };

    [ResilienceCategory("Post")]
    private sealed class Call : CodeActivity, IResilientActivity
    {
        public Call() => Id = "Call";

        public int Failures { get; init; }
        public bool Lasts { get; init; }
        public int Attempts { get; private set; }

        public IDictionary<string, string?> CollectRetryDetails(ActivityExecutionContext context, RetryAttempt attempt) => new Dictionary<string, string?> { ["What"] = attempt.Exception?.Message, ["Nothing"] = null };

        protected override void Execute(ActivityExecutionContext context)
        {
            if (++Attempts > Failures) return;
            throw Lasts ? new InvalidOperationException("busy") : new HttpRequestException("busy");
        }
    }
}
