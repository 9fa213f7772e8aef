using Workflows.Host.Parts;
using Workflows.Host.Refusals;

namespace Workflows.Host.Notices;

/// <summary>The organiser's answer to an objection.</summary>
public sealed record ObjectionAnswer(string? Answer = null);

internal static class NoticesApi
{
    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("/notices").WithTags("Public notices").AllowAnonymous();
        open.MapGet("", async (ReadNotices read, CancellationToken cancellation) => await read.Open(cancellation)).WithSummary("Public notices that are open now").WithDescription("Without signing in.");
        open.MapGet("/{listId:long}", async (long listId, ReadNotices read, HttpContext context, CancellationToken cancellation) => (await read.One(listId, cancellation)).OrUnknown(context, "notice", listId))
            .Produces<NoticeWithUnits>().WithSummary("A public notice with its units").WithDescription("Without signing in. Once it is over no units are shown, because the list may still change.");

        var known = api.MapGroup("").WithTags("Public notices");
        known.MapGet("/notices/{listId:long}/objections", async (long listId, Caller caller, ReadObjections read, CancellationToken cancellation) => await read.Of(caller, listId, cancellation))
            .WithSummary("Objections to a list").WithDescription("All for the organiser and the auditors; everybody else reads the own ones.");
        known.MapPost("/notices/{listId:long}/objections", async (long listId, NewObjection objection, Caller caller, ObjectToList run, HttpContext context, CancellationToken cancellation) =>
            (await run.Run(caller, listId, objection, cancellation)).Answer(context)).Produces<RaisedObjection>().WithSummary("Object to a list during its public notice")
            .WithDescription("By a person under the real name of the account, or with `sealId` by a unit, whose custodian puts its seal on the words.");
        known.MapPost("/notices/{listId:long}/paper-objections", async (long listId, PaperObjection paper, Caller caller, HandleObjections run, HttpContext context, CancellationToken cancellation) =>
            (await run.Enter(caller, listId, paper, cancellation)).Answer(context)).Produces(204).WithSummary("Enter an objection that came on paper").WithDescription("For the organiser, until the notice has ended. `objector` is the real name of who signed it, or of the unit that sealed it; nobody without a name objects.");
        known.MapPost("/objections/{id:long}/dismissal", async (long id, ObjectionAnswer answer, Caller caller, HandleObjections run, HttpContext context, CancellationToken cancellation) =>
            (await run.Dismiss(caller, id, answer.Answer, cancellation)).Answer(context)).Produces(204).WithSummary("Answer that an objection does not change the list")
            .WithDescription("For the organiser. An objection is upheld by deciding the notice's work item with the outcome Objection, its id as `objectionId` and the answer as comment.");
    }
}
