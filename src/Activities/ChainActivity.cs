using Workflows.Activities.Words;

namespace Workflows.Activities;

/// <summary>What every activity of a chain has: the clause it rests on, written to the audit trail with all it does (R78).</summary>
public abstract class ChainActivity(string? source, int? line) : Activity(source, line)
{
    /// <summary>Clause of the document that asks for this step, e.g. <c>中成协[2023]009号 七.2</c>. Default: none.</summary>
    [Input(DisplayName = "依据条款", Description = "本步骤所依据的文件条款，写入审计记录。", Category = "依据", Order = 90)]
    [InEnglish("Clause", "The clause of the document that this step rests on; written to the audit trail.")]
    public Input<string?> Clause { get; set; } = new("");

    /// <summary>
    /// Begins the activity, or goes on with it: what is written to the audit trail from here on names it. A chain of calls serves the calls of several documents, so the call may name the
    /// clause of its own document in its parameter <c>clauses</c>: by the id of the box, or one for them all.
    /// </summary>
    protected async ValueTask EnterAsync(ActivityExecutionContext context)
    {
        var clauses = context.CaseId() == 0 && context.CallId() != 0 ? (await context.NationalCallAsync()).Parameters["clauses"] : null;
        var own = clauses is JsonObject boxes ? boxes[Id]?.ToString() : clauses?.ToString();
        context.Enter(own is { Length: > 0 } ? own : context.Get(Clause));
    }
}
