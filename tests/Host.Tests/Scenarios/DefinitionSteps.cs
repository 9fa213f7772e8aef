using System.Text.Json.Nodes;
using Workflows.Host.Tests.Studio;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>A shipped chain is published again, as the designer sends it, with other connections.</summary>
/// <param name="Without">Connections that are taken out, as <c>box Outcome</c>.</param>
/// <param name="With">Connections that are drawn, as <c>box Outcome box</c>.</param>
public sealed record PublishChain(string Place, string Chain, IReadOnlyList<string> Without, IReadOnlyList<string> With) : Step(Place);

/// <summary>How the player takes the steps about definitions.</summary>
public sealed partial class ScenarioPlayer
{
    private async Task Publish(PublishChain step)
    {
        var chart = Charts.Shipped(step.Chain, step.Chain);
        foreach (var way in step.Without)
            chart = way.Split(' ') is [var from, var outcome] ? chart.Without(from, outcome) : throw new FormatException($"Expected box Outcome, found {way}.");
        foreach (var way in step.With)
            chart = way.Split(' ') is [var from, var outcome, var to] ? chart.With(from, outcome, to) : throw new FormatException($"Expected box Outcome box, found {way}.");
        await Post(step, step.As, "/elsa/api/workflow-definitions", new JsonObject { ["model"] = chart, ["publish"] = true });
    }
}
