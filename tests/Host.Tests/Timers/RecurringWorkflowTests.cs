using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Timers;

/// <summary>Workflows that the clock starts, and loops that wait, in the running application on both databases.</summary>
public class RecurringWorkflowTests(PostgresCluster cluster)
{
    private static string Sequence(string activities) => $$"""{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ {{activities}} ] }""";

    private static string Trigger(string type, string input, string value) =>
        $$"""{ "id": "T", "type": "{{type}}", "version": 1, "customProperties": { "canStartWorkflow": true }, "{{input}}": { "typeName": "String", "expression": { "type": "Literal", "value": "{{value}}" } } }""";

    private static string Event(string name) =>
        $$"""{ "id": "E-{{name}}", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "JavaScript", "value": "'{{name}}' + getVariable('CurrentValue')" } } }""";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Timer_and_cron_start_workflows_and_wait_in_them(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        // The clock stands at 09:00 in Shanghai.
        await app.Publish("hourly", Sequence(Trigger("Elsa.Timer", "interval", "01:00:00")));
        await app.Publish("noon", Sequence($$"""{{Trigger("Elsa.Cron", "cronExpression", "0 0 12 * * *")}}, { "id": "W", "type": "Elsa.Timer", "version": 1, "interval": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:30:00" } } }"""));

        await app.MoveTo(RunningApplication.Start.AddMinutes(59));
        (await app.Instances("hourly")).ShouldBeEmpty();
        await app.MoveTo(RunningApplication.Start.AddHours(1));
        (await app.Instances("hourly")).ShouldHaveSingleItem().SubStatus.ShouldBe(WorkflowSubStatus.Finished);

        await app.MoveTo(RunningApplication.Start.AddHours(3));
        (await app.Instances("hourly")).Count.ShouldBe(2, "two hours were missed and are made up for once");
        (await app.Instances("noon")).ShouldHaveSingleItem().SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        await app.MoveTo(RunningApplication.Start.AddHours(3.5));
        (await app.Instances("noon")).ShouldHaveSingleItem().SubStatus.ShouldBe(WorkflowSubStatus.Finished);

        await app.Do(scope => scope.GetRequiredService<Elsa.Workflows.Management.IWorkflowDefinitionPublisher>().RetractAsync("hourly"));
        await app.MoveTo(RunningApplication.Start.AddDays(1));
        (await app.Instances("hourly")).Count.ShouldBe(2);
        (await app.Instances("noon")).Count.ShouldBe(1);
        await app.MoveTo(RunningApplication.Start.AddDays(1).AddHours(3));
        (await app.Instances("noon")).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_waits_in_a_loop_goes_on_from_what_is_stored(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.Publish("loops", $$"""
            { "id": "outer", "type": "Elsa.For", "version": 1,
              "start": { "typeName": "Int32", "expression": { "type": "Literal", "value": "1" } }, "end": { "typeName": "Int32", "expression": { "type": "Literal", "value": "2" } },
              "body": { "id": "both", "type": "Elsa.Sequence", "version": 1, "activities": [
                { "id": "each", "type": "Elsa.ParallelForEach", "version": 1, "items": { "typeName": "Object", "expression": { "type": "Object", "value": "[\"a\",\"b\"]" } }, "body": {{Event("item-")}} },
                { "id": "choose", "type": "Elsa.Switch", "version": 1, "mode": { "typeName": "SwitchMode", "expression": { "type": "Literal", "value": "MatchFirst" } },
                  "cases": [ { "label": "first", "condition": { "type": "JavaScript", "value": "getVariable('CurrentValue') == 1" }, "activity": {{Event("round-")}} } ],
                  "default": { "id": "break", "type": "Elsa.Break", "version": 1 } } ] } }
            """);
        var id = await app.Start("loops");

        foreach (var (name, waiting) in new[] { ("item-b", "E-item-"), ("item-a", "E-round-"), ("round-1", "E-item- E-item-"), ("item-a", "E-item-"), ("item-b", "") })
        {
            await app.Do(async scope =>
            {
                await scope.GetRequiredService<IEventPublisher>().PublishAsync(name);
                return true;
            });
            await app.Settle();
            var instance = (await app.Instances("loops")).Single(x => x.Id == id);
            instance.WorkflowState.Incidents.ShouldBeEmpty();
            string.Join(' ', instance.WorkflowState.Bookmarks.Select(x => x.ActivityId)).ShouldBe(waiting, $"after {name}");
        }
        (await app.Instances("loops")).Single().SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }
}
