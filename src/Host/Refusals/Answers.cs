using Workflows.Approvals;

namespace Workflows.Host.Refusals;

/// <summary>A verb's result as the API's answer: 200 with the value, 204 where there is nothing to say, or the refusal's problem.</summary>
public static class Answers
{
    public static IResult Answer<T>(this Result<T> result, HttpContext context) => result.Refusal is { } refusal
        ? RefusalProblem.Problem(context, refusal)
        : result.Value is Done ? Results.NoContent() : Results.Ok(result.Value);

    /// <summary>404 with the code <c>{thing}.unknown</c>: it does not exist, or the caller may not know that it does.</summary>
    public static IResult Unknown(this HttpContext context, string thing, object id) =>
        RefusalProblem.Problem(context, new Refusal($"{thing}.unknown", id));

    public static IResult OrUnknown<T>(this T? found, HttpContext context, string thing, object id) where T : class =>
        found is null ? context.Unknown(thing, id) : Results.Ok(found);
}

/// <summary>A verb that answers nothing but that it was done.</summary>
public sealed record Done
{
    public static Result<Done> Result { get; } = new Done();
}
