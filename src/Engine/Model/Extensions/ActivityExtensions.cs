using System.Linq.Expressions;
using System.Reflection;

namespace Elsa.Extensions;

/// <summary>The inputs, outputs and methods of an activity, by name.</summary>
public static class ActivityExtensions
{
    public static IEnumerable<Input> GetInputs(this IActivity activity) => activity.GetNamedInputs().Values;

    /// <summary>The inputs that are set.</summary>
    public static IDictionary<string, Input> GetNamedInputs(this IActivity activity) => ActivityShape.Of(activity.GetType()).Inputs.Select(x => (x.Name, Value: x.Get(activity)))
        .Concat(activity.SyntheticProperties.Select(x => (Name: x.Key, Value: (object?)x.Value))).Where(x => x.Value is Input).ToDictionary(x => x.Name, x => (Input)x.Value!);

    public static Input? GetInput(this IActivity activity, string inputName) => activity.GetNamedInputs().TryGetValue(inputName, out var input) ? input : null;

    public static IEnumerable<PropertyInfo> GetInputProperties(this IActivity activity) => ActivityShape.Of(activity.GetType()).Inputs.Select(x => x.Property);

    /// <summary>The outputs that are set.</summary>
    public static IEnumerable<NamedOutput> GetOutputs(this IActivity activity) => ActivityShape.Of(activity.GetType()).Outputs.Select(x => (x.Name, Value: x.Get(activity)))
        .Concat(activity.SyntheticProperties.Select(x => (Name: x.Key, Value: (object?)x.Value))).Where(x => x.Value is Output).Select(x => new NamedOutput(x.Name, (Output)x.Value!)).ToList();

    /// <summary>What the activity yielded since the instance was last resumed.</summary>
    public static object? GetOutput(this IActivity activity, ActivityExecutionContext context, string? outputName = null) =>
        context.WorkflowExecutionContext.GetActivityOutputRegister().FindOutputByActivityId(activity.Id, outputName);

    /// <inheritdoc cref="GetOutput(IActivity,ActivityExecutionContext,string?)"/>
    public static object? GetOutput(this IActivity activity, ExpressionExecutionContext context, string? outputName = null) =>
        context.GetWorkflowExecutionContext().GetActivityOutputRegister().FindOutputByActivityId(activity.Id, outputName);

    public static T? GetOutput<T>(this IActivity activity, ActivityExecutionContext context, string? outputName) => activity.GetOutput(context, outputName).ConvertTo<T>();
    public static T? GetOutput<T>(this IActivity activity, ExpressionExecutionContext context, string? outputName) => activity.GetOutput(context, outputName).ConvertTo<T>();

    public static T? GetOutput<TActivity, T>(this TActivity activity, ActivityExecutionContext context, Expression<Func<TActivity, object?>> outputExpression) where TActivity : IActivity =>
        activity.GetOutput<T>(context, NameIn(outputExpression));

    public static T? GetOutput<TActivity, T>(this TActivity activity, ExpressionExecutionContext context, Expression<Func<TActivity, object?>> outputExpression) where TActivity : IActivity =>
        activity.GetOutput<T>(context, NameIn(outputExpression));

    public static object? GetResult(this IActivity activity, ExpressionExecutionContext context) => activity.GetOutput(context);
    public static object? GetResult(this IActivity activity, ActivityExecutionContext context) => activity.GetOutput(context);
    public static object? GetResult(this ActivityExecutionContext context, IActivity activity) => activity.GetOutput(context);
    public static T? GetResult<T>(this IActivity activity, ExpressionExecutionContext context) => activity.GetOutput<T>(context, null);

    /// <summary>The result of whatever yielded one last.</summary>
    public static object? GetLastResult(this ActivityExecutionContext context) => context.WorkflowExecutionContext.GetLastActivityResult();

    /// <inheritdoc cref="GetLastResult(ActivityExecutionContext)"/>
    public static object? GetLastResult(this WorkflowExecutionContext context) => context.GetLastActivityResult();

    /// <inheritdoc cref="GetLastResult(ActivityExecutionContext)"/>
    public static T? GetLastResult<T>(this ExpressionExecutionContext context) => context.GetLastResult().ConvertTo<T>();

    /// <summary>The method a bookmark names.</summary>
    public static ExecuteActivityDelegate GetResumeActivityDelegate(this IActivity activity, string resumeMethodName) => activity.GetDelegate<ExecuteActivityDelegate>(resumeMethodName);

    /// <summary>The method a completion callback names.</summary>
    public static ActivityCompletionCallback GetActivityCompletionCallback(this IActivity activity, string completionMethodName) => activity.GetDelegate<ActivityCompletionCallback>(completionMethodName);

    public static TDelegate GetDelegate<TDelegate>(this IActivity activity, string methodName) where TDelegate : Delegate => ActivityMethods.Find<TDelegate>(activity, methodName);

    private static string NameIn<TActivity>(Expression<Func<TActivity, object?>> expression) =>
        ((MemberExpression)(expression.Body is UnaryExpression converted ? converted.Operand : expression.Body)).Member.Name;
}

/// <summary>Walks a graph.</summary>
public static class ActivityNodeExtensions
{
    /// <summary>The node and all below it, each once.</summary>
    public static IEnumerable<ActivityNode> Flatten(this ActivityNode root) => root.Descendants().Prepend(root).Distinct();
}

/// <summary>Adds and removes behaviors.</summary>
public static class BehaviorCollectionExtensions
{
    public static void Add<T>(this ICollection<IBehavior> behaviors, IActivity owner) where T : IBehavior => behaviors.Add((T)Activator.CreateInstance(typeof(T), owner)!);

    public static void Remove<T>(this ICollection<IBehavior> behaviors) where T : IBehavior
    {
        foreach (var behavior in behaviors.Where(x => x is T).ToList()) behaviors.Remove(behavior);
    }
}

/// <summary>Adds variables.</summary>
public static class VariableCollectionExtensions
{
    /// <summary>Adds the variable, unless there is one of its name.</summary>
    public static void Declare(this ICollection<Variable> variables, Variable variable)
    {
        if (variables.All(x => x.Name != variable.Name)) variables.Add(variable);
    }
}
