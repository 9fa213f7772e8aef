using System.Linq.Expressions;
using Elsa.Workflows.Exceptions;

namespace Elsa.Extensions;

/// <summary>What activities do with their context.</summary>
public static class ActivityExecutionContextExtensions
{
    public static bool TryGetWorkflowInput<T>(this ActivityExecutionContext context, string key, out T value, JsonSerializerOptions? serializerOptions = null)
    {
        var found = context.WorkflowInput.TryGetValue(key, out var input) && input != null!;
        value = found ? input.ConvertTo<T>(serializerOptions == null ? null : new ObjectConverterOptions(serializerOptions))! : default!;
        return found;
    }

    /// <summary>The workflow input of that name (for a resumed activity also what it was resumed with); default if there is none.</summary>
    public static T GetWorkflowInput<T>(this ActivityExecutionContext context, string key, JsonSerializerOptions? serializerOptions = null) =>
        context.TryGetWorkflowInput<T>(key, out var value, serializerOptions) ? value : default!;

    public static T GetWorkflowInput<T>(this ActivityExecutionContext context, JsonSerializerOptions? serializerOptions = null) =>
        context.GetWorkflowInput<T>(typeof(T).Name, serializerOptions);

    /// <summary>Is this the trigger that started the instance?</summary>
    public static bool IsTriggerOfWorkflow(this ActivityExecutionContext context) => context.WorkflowExecutionContext.TriggerActivityId == context.Activity.Id;

    /// <summary>Sets the activity's <c>Result</c>.</summary>
    public static void SetResult(this ActivityExecutionContext context, object? value)
    {
        var result = (context.Activity as IActivityWithResult)?.Result ?? (context.Activity as CodeActivityWithResult)?.Result ?? (context.Activity as CompositeWithResult)?.Result;
        context.Set(result, value, ActivityOutputRegister.DefaultOutputName);
    }

    public static T? GetVariable<T>(this ActivityExecutionContext context, string name) => context.ExpressionExecutionContext.GetVariable<T>(name);

    /// <summary>Sets the variable of that name in this scope or an outer one; creates it here if there is none.</summary>
    public static Variable SetVariable(this ActivityExecutionContext context, string name, object? value, Action<MemoryBlock>? configure = null) =>
        context.ExpressionExecutionContext.SetVariable(name, value, configure);

    public static Variable CreateVariable(this ActivityExecutionContext context, string name, object? value, Type? storageDriverType = null, Action<MemoryBlock>? configure = null) =>
        context.ExpressionExecutionContext.CreateVariable(name, value, storageDriverType, configure);

    /// <summary>Sets a variable of this very context; it is stored with the context.</summary>
    public static Variable SetDynamicVariable<T>(this ActivityExecutionContext context, string name, T value, Action<MemoryBlock>? configure = null)
    {
        var variable = context.DynamicVariables.FirstOrDefault(x => x.Name == name);
        if (variable == null)
        {
            variable = new Variable<T>(name, value);
            context.DynamicVariables.Add(variable);
            context.ExpressionExecutionContext.Memory.Declare(variable);
        }

        context.ExpressionExecutionContext.Memory.Blocks[variable.Id].Value = value;
        configure?.Invoke(context.ExpressionExecutionContext.Memory.Blocks[variable.Id]);
        return variable;
    }

    /// <summary>All variables in scope by name; an inner one hides an outer one of the same name.</summary>
    public static IDictionary<string, object> GetVariableValues(this ActivityExecutionContext context) => context.ExpressionExecutionContext.ReadVariables();

    public static async Task EvaluateInputPropertiesAsync(this ActivityExecutionContext context)
    {
        foreach (var property in ActivityShape.Of(context.Activity.GetType()).EvaluatedInputs)
            if (property.Get(context.Activity) is Input input)
                await context.EvaluateAsync(property.Name, input);
        if (context.Activity.SyntheticProperties.Count > 0)
            foreach (var (name, value) in context.Activity.SyntheticProperties)
                if (value is Input input)
                    await context.EvaluateAsync(name, input);
        context.InputsEvaluated = true;
    }

    public static async Task<T?> EvaluateInputPropertyAsync<TActivity, T>(this ActivityExecutionContext context, Expression<Func<TActivity, Input<T>>> propertyExpression) where TActivity : IActivity =>
        (await context.EvaluateInputPropertyAsync(((MemberExpression)propertyExpression.Body).Member.Name)).ConvertTo<T>();

    public static async Task<object?> EvaluateInputPropertyAsync(this ActivityExecutionContext context, string inputName)
    {
        var property = ActivityShape.Of(context.Activity.GetType()).Inputs.FirstOrDefault(x => x.Name == inputName)
            ?? throw new InvalidOperationException($"Expected {context.Activity.Type} to have an input \"{inputName}\", found none.");
        return property.Get(context.Activity) is Input input ? await context.EvaluateAsync(property.Name, input) : null;
    }

    public static async Task<T?> EvaluateAsync<T>(this ActivityExecutionContext context, Input<T> input)
    {
        var property = ActivityShape.Of(context.Activity.GetType()).Inputs.FirstOrDefault(x => ReferenceEquals(x.Get(context.Activity), input));
        return (await context.EvaluateAsync(property?.Name ?? "Input", input)).ConvertTo<T>();
    }

    internal static async ValueTask<object?> EvaluateAsync(this ActivityExecutionContext context, string name, Input input)
    {
        var scope = context.ExpressionExecutionContext;
        var reference = input.MemoryBlockReference();
        object? value;
        if (input.Expression == null)
        {
            value = reference is { Id: not null } && scope.TryGet(reference, out var found) ? found : (reference as Literal)?.Value;
        }
        else
        {
            try
            {
                value = await context.WorkflowExecutionContext.Evaluator.EvaluateAsync(input.Expression, input.Type, scope);
            }
            catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception e)
            {
                throw new InputEvaluationException(name, $"Failed to evaluate activity input '{name}'", e);
            }

            reference.GetBlock(scope.Memory).Value = value;
        }

        context.ActivityState[name] = value!;
        return value;
    }

    /// <summary>Cancels the activity and what runs below it.</summary>
    public static async Task CancelActivityAsync(this ActivityExecutionContext activityExecutionContext) => await activityExecutionContext.CancelAsync();

    /// <summary>Marks the activity as faulted and adds an incident. What becomes of the instance is up to the incident strategy.</summary>
    public static void Fault(this ActivityExecutionContext activityExecutionContext, Exception e)
    {
        var workflow = activityExecutionContext.WorkflowExecutionContext;
        activityExecutionContext.Exception = e;
        activityExecutionContext.TransitionTo(ActivityStatus.Faulted);
        workflow.Incidents.Add(new ActivityIncident(
            activityExecutionContext.Activity.Id, activityExecutionContext.NodeId, activityExecutionContext.Activity.Type, e.Message, ExceptionState.FromException(e), workflow.Now));
        activityExecutionContext.AggregateFaultCount++;
        foreach (var ancestor in activityExecutionContext.GetAncestors()) Count(ancestor, 1);
    }

    /// <summary>Takes the fault back: the activity runs on.</summary>
    public static void RecoverFromFault(this ActivityExecutionContext activityExecutionContext)
    {
        if (activityExecutionContext.Status != ActivityStatus.Faulted) return;
        activityExecutionContext.Exception = null;
        activityExecutionContext.TransitionTo(ActivityStatus.Running);
        var count = activityExecutionContext.AggregateFaultCount;
        activityExecutionContext.AggregateFaultCount = 0;
        foreach (var ancestor in activityExecutionContext.GetAncestors()) Count(ancestor, -count);
    }

    private static void Count(ActivityExecutionContext container, int faults)
    {
        container.AggregateFaultCount += faults;
        container.WorkflowExecutionContext.Touch(container);
    }

    /// <summary>Sends a signal to this activity and then to its ancestors, until one stops it.</summary>
    public static async ValueTask SendSignalAsync(this ActivityExecutionContext activityExecutionContext, object signal)
    {
        for (var receiver = activityExecutionContext; receiver != null; receiver = receiver.ParentActivityExecutionContext)
        {
            // What is ending itself, or has ended as a whole, does not react to one of its parts being cancelled.
            if (signal is CancelSignal && receiver != activityExecutionContext && (receiver.IsClosing || receiver.WorkflowExecutionContext.Status == WorkflowStatus.Finished)) return;
            var context = new SignalContext(receiver, activityExecutionContext, activityExecutionContext.CancellationToken);
            if (signal is ActivityCompleted completed && receiver != activityExecutionContext)
                await receiver.OnChildCompletedAsync(activityExecutionContext, completed.Result);
            if (receiver.Activity is ISignalHandler handler) await handler.ReceiveSignalAsync(signal, context);
            if (context.IsStopped) return;
        }
    }

    private static async ValueTask OnChildCompletedAsync(this ActivityExecutionContext owner, ActivityExecutionContext child, object? result)
    {
        var entry = owner.WorkflowExecutionContext.PopCompletionCallback(owner, child.ActivityNode);
        if (entry?.CompletionCallback == null) return;
        if (!owner.InputsEvaluated) await owner.EvaluateInputPropertiesAsync();
        owner.Tag = entry.Tag;
        await entry.CompletionCallback(new ActivityCompletedContext(owner, child, result));
    }

    /// <summary>Lets the flowchart follow these outcomes while the activity goes on.</summary>
    public static ValueTask ScheduleOutcomesAsync(this ActivityExecutionContext activityExecutionContext, params string[] outcomes) =>
        activityExecutionContext.SendSignalAsync(new ScheduleActivityOutcomes(outcomes));

    public static ActivityExecutionContext? FindParent(this ActivityExecutionContext activityExecutionContext, Func<ActivityExecutionContext, bool> predicate) =>
        activityExecutionContext.GetAncestors().FirstOrDefault(predicate);

    public static ActivityExecutionContext? FindParentWithVariableContainer(this ActivityExecutionContext activityExecutionContext) =>
        activityExecutionContext.FindParent(x => x.Activity is IVariableContainer);

    public static IEnumerable<ActivityExecutionContext> GetAncestors(this ActivityExecutionContext activityExecutionContext)
    {
        for (var context = activityExecutionContext.ParentActivityExecutionContext; context != null; context = context.ParentActivityExecutionContext) yield return context;
    }

    public static IEnumerable<ActivityExecutionContext> GetChildren(this ActivityExecutionContext activityExecutionContext) => activityExecutionContext.Children;

    public static IEnumerable<ActivityExecutionContext> GetActiveChildren(this ActivityExecutionContext activityExecutionContext) =>
        activityExecutionContext.Children.Where(x => x.Status is ActivityStatus.Running or ActivityStatus.Pending);

    public static IEnumerable<ActivityExecutionContext> GetDescendants(this ActivityExecutionContext activityExecutionContext) =>
        activityExecutionContext.Children.SelectMany(x => x.GetDescendants().Prepend(x));

    /// <inheritdoc cref="GetDescendants"/>
    public static IEnumerable<ActivityExecutionContext> GetDescendents(this ActivityExecutionContext activityExecutionContext) => activityExecutionContext.GetDescendants();

    /// <summary>This context and those that scheduled it, as far as they are still under way, the first one first.</summary>
    public static IEnumerable<ActivityExecutionContext> GetExecutionChain(this ActivityExecutionContext context)
    {
        var chain = new LinkedList<ActivityExecutionContext>();
        for (var link = context; link != null && !chain.Contains(link); link = context.WorkflowExecutionContext.ActivityExecutionContexts.FirstOrDefault(x => x.Id == link.SchedulingActivityExecutionId)) chain.AddFirst(link);
        return chain;
    }

    /// <summary>Have the inputs been evaluated since the instance was last resumed?</summary>
    public static bool GetHasEvaluatedProperties(this ActivityExecutionContext context) => context.InputsEvaluated;

    public static void SetHasEvaluatedProperties(this ActivityExecutionContext context) => context.InputsEvaluated = true;

    /// <summary>Finds an activity of the same container by id or name, then one of an outer container.</summary>
    public static IActivity? FindActivityByIdOrName(this ActivityExecutionContext activityExecutionContext, string idOrName)
    {
        for (var node = activityExecutionContext.ActivityNode; node != null; node = node.Parent)
            if (node.Descendants().Prepend(node).FirstOrDefault(x => x.Activity.Id == idOrName || x.Activity.Name == idOrName) is { } found)
                return found.Activity;
        return null;
    }
}
