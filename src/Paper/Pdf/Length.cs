namespace Workflows.Paper.Pdf;

/// <summary>Millimetres and points.</summary>
public static class Length
{
    private const double PointsPerMillimetre = 72 / 25.4;

    public static double Points(double millimetres) => millimetres * PointsPerMillimetre;

    public static double Millimetres(double points) => points / PointsPerMillimetre;
}
