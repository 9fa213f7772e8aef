using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine.Definitions;
using Workflows.Engine.Serialization;
using Workflows.Engine.Storage;
using Workflows.Host.Studio.Findings;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>A chart that was kept, and why it was not published if it should have been.</summary>
public sealed record SavedChart(JsonObject WorkflowDefinition, bool AlreadyPublished, int ConsumingWorkflowCount, IReadOnlyList<ChartFinding> ValidationErrors)
{
    /// <summary>The charts that run this one as an activity and were moved on.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> UpdatedConsumers { get; init; } = [];
}

/// <summary>
/// Keeps what the designer sends: as the draft, or to be published. A chart that breaks a rule stays a draft, and nothing of the work is lost. A published chart that was not changed makes no new draft.
/// </summary>
public sealed class SaveChart(UnitOfWork unit, MalformedChart malformed)
{
    public Task<Result<SavedChart>> Run(Caller caller, JsonObject json, bool publish, CancellationToken cancellation = default) =>
        unit.Run<SavedChart>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (malformed.Check(json) is { } refusal) return refusal;
                var view = scope.GetRequiredService<DefinitionView>();
                var store = scope.GetRequiredService<IWorkflowStore>();
                var known = ActivityJson.Text(json["definitionId"]) is { Length: > 0 } id ? await store.FindDefinitionAsync(id, VersionOptions.Latest, token) : null;
                if (known?.IsReadonly == true) return new Refusal("definition.not-allowed", known.Name ?? known.DefinitionId);
                if (known is { IsPublished: true } && IsUnchanged(known, json, scope))
                    return new SavedChart(view.Of(known, mayWrite: true), AlreadyPublished: publish, 0, []);

                var definition = (await scope.GetRequiredService<SaveDefinition>().Run(json, publish: false, token)).Definition;
                var audit = scope.GetRequiredService<AuditTrail>();
                if (known is null) await audit.Write(Subject.Definition(definition.DefinitionId), "definition.created", new AuditDetail { After = definition.Name }, token);
                else if (!publish) await NoteSaved(scope, caller, definition, token);
                var publication = scope.GetRequiredService<PublishDraft>();
                var findings = publish ? await publication.Run(definition, token) : [];
                return new SavedChart(view.Of(definition, mayWrite: true), false, publication.Updated.Count, findings) { UpdatedConsumers = publication.Updated };
            },
            cancellation);

    /// <summary>
    /// The designer saves by itself after every stroke. What counts is that somebody worked on the chain, and when: one entry per person and chain in ten minutes says that, a thousand
    /// of them say nothing more. What became of it is in the entries of creation and publication.
    /// </summary>
    private static async Task NoteSaved(IServiceProvider scope, Caller caller, WorkflowDefinition definition, CancellationToken cancellation)
    {
        var (subject, person, since) = (Subject.Definition(definition.DefinitionId), caller.PersonId, scope.GetRequiredService<TimeProvider>().GetUtcNow() - SavedEvery);
        var isNoted = await scope.GetRequiredService<ApprovalsDb>().AuditEntries.AnyAsync(e => e.Subject == subject && e.Action == "definition.saved" && e.PersonId == person && e.At > since, cancellation);
        if (!isNoted) await scope.GetRequiredService<AuditTrail>().Write(subject, "definition.saved", new AuditDetail { After = $"{definition.Name} v{definition.Version}" }, cancellation);
    }

    /// <summary>How long further saving of the same person is not noted again.</summary>
    public static readonly TimeSpan SavedEvery = TimeSpan.FromMinutes(10);

    /// <summary>Would the designer read the same as before? What it leaves out or writes as null makes no difference.</summary>
    private static bool IsUnchanged(WorkflowDefinition known, JsonObject json, IServiceProvider scope)
    {
        var (model, view) = (scope.GetRequiredService<DefinitionModel>(), scope.GetRequiredService<DefinitionView>());
        var sent = known.ShallowClone();
        model.Apply(json, sent);
        return JsonNode.DeepEquals(view.Of(sent, mayWrite: true), view.Of(known, mayWrite: true));
    }
}

/// <summary>Publishes a draft within a unit of work, if no rule objects, and records it.</summary>
public sealed class PublishDraft(DefinitionActivities activities, ChartFindings findings, IWorkflowDefinitionPublisher publisher, DefinitionHash hash, AuditTrail audit)
{
    /// <summary>The charts that were moved on to what was published last.</summary>
    public IReadOnlyList<string> Updated { get; private set; } = [];

    /// <returns>What objects; nothing if it is published now.</returns>
    public async Task<IReadOnlyList<ChartFinding>> Run(WorkflowDefinition definition, CancellationToken cancellation = default)
    {
        // Another program on the same database may have published an activity that the chart uses.
        await activities.RefreshAsync(cancellation);
        var found = await findings.Of(definition, cancellation);
        if (found.Count > 0) return found;
        var published = await publisher.PublishAsync(definition, cancellation);
        if (!published.Succeeded) return findings.Say(definition, published.ValidationErrors.Select(error => new DefinitionFinding("$", error.Message, "", error.ActivityId)));
        await audit.Write(Subject.Definition(definition.DefinitionId), "definition.published", new AuditDetail { DocumentHash = hash.Of(definition), After = $"{definition.Name} v{definition.Version}" }, cancellation);
        foreach (var consumer in published.AffectedWorkflows.WorkflowDefinitions)
            await audit.Write(Subject.Definition(consumer.DefinitionId), "definition.moved-on", new AuditDetail { DocumentHash = hash.Of(consumer), After = $"{definition.Name} v{definition.Version}" }, cancellation);
        Updated = [.. published.AffectedWorkflows.WorkflowDefinitions.Select(consumer => consumer.DefinitionId)];
        return [];
    }
}
