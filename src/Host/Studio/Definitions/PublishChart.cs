using Elsa.Common.Models;
using Workflows.Approvals;
using Workflows.Engine.Storage;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>What became of each definition of a bulk publication, by its id.</summary>
/// <param name="Warnings">Why one was not published, by its id.</param>
/// <param name="Refused">The same for a person to read, a text for each that was not published; the page around the designer shows them.</param>
public sealed record BulkPublished(
    IReadOnlyList<string> Published, IReadOnlyList<string> AlreadyPublished, IReadOnlyList<string> NotFound, IReadOnlyList<string> UpdatedConsumers, IReadOnlyList<string> Skipped,
    IReadOnlyList<string> Failed, IReadOnlyDictionary<string, IReadOnlyList<string>> Warnings, IReadOnlyList<string> Refused);

/// <summary>Publishes the latest version of a chart, from the list. One that breaks a rule is not published; the others of a bulk are.</summary>
public sealed class PublishChart(UnitOfWork unit, RefusalSentences sentences)
{
    public Task<Result<SavedChart>> Run(Caller caller, string definitionId, CancellationToken cancellation = default) =>
        unit.Run<SavedChart>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<IWorkflowStore>().FindDefinitionAsync(definitionId, VersionOptions.Latest, token) is not { } latest) return new Refusal("definition.unknown", definitionId);
                if (latest.IsReadonly) return new Refusal("definition.not-allowed", latest.Name ?? definitionId);
                var view = scope.GetRequiredService<DefinitionView>();
                if (latest.IsPublished) return new SavedChart(view.Of(latest, mayWrite: true), AlreadyPublished: true, 0, []);
                var publication = scope.GetRequiredService<PublishDraft>();
                var findings = await publication.Run(latest, token);
                return new SavedChart(view.Of(latest, mayWrite: true), AlreadyPublished: false, publication.Updated.Count, findings) { UpdatedConsumers = publication.Updated };
            },
            cancellation);

    public async Task<BulkPublished> Many(Caller caller, IEnumerable<string> definitionIds, CancellationToken cancellation = default)
    {
        var (published, already, unknown, moved, skipped, failed) = (new List<string>(), new List<string>(), new List<string>(), new List<string>(), new List<string>(), new List<string>());
        var (warnings, refused) = (new Dictionary<string, IReadOnlyList<string>>(), new List<string>());
        foreach (var id in definitionIds.Distinct(StringComparer.Ordinal))
        {
            var one = await Run(caller, id, cancellation);
            if (one.Refusal is { } refusal)
            {
                (refusal.Code switch { "definition.unknown" => unknown, "definition.not-allowed" => skipped, _ => failed }).Add(id);
                if (refusal.Code != "definition.unknown") refused.Add(sentences.Of(refusal));
            }
            else if (one.Value.AlreadyPublished) already.Add(id);
            else if (one.Value.ValidationErrors.Count == 0)
            {
                published.Add(id);
                moved.AddRange(one.Value.UpdatedConsumers.Except(moved));
            }
            else
            {
                failed.Add(id);
                warnings[id] = [.. one.Value.ValidationErrors.Select(finding => $"{finding.Box}：{finding.Message}")];
                refused.Add($"{sentences.Of(ChartProblem.Refusal(one.Value))}\n{ChartProblem.Listed(one.Value.ValidationErrors)}");
            }
        }
        return new BulkPublished(published, already, unknown, moved, skipped, failed, warnings, refused);
    }
}
